"""The settings of one site: the model of `content/site.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from explorer.fields import Exact, Line, Model, NationRef, RoleRef, Text, Url, wrong


class SearchLink(Model):
    """A search in an official service. `url` holds {words} where the words to search for go, if the service takes them."""

    title: Text = Field(description="The name of the service")
    kind: Literal["jobs", "courses"] = Field(description="What it finds")
    url: Annotated[str, StringConstraints(pattern=r"^https://[^\s<>\"']+$", max_length=600)] = Field(
        description="The address of its search, with {words} where the words go", examples=["https://jobs.example.org/?q={words}"]
    )
    nations: list[NationRef] = Field(default=[], description="Where it is of use; empty means everywhere")


class Start(Model):
    """One answer to 'Where are you now?' on the home page, with roles to look at first."""

    title: Text = Field(description="The answer, in the visitor's words")
    text: Line = Field(description="What to say to somebody who answers this")
    roles: list[RoleRef] = Field(min_length=1, max_length=6, description="Ids of one to six roles to look at first")


class Home(Model):
    """The words of the home page."""

    heading: Text = Field(description="The heading of the home page")
    lead: Line = Field(description="The sentence below it")
    starts: list[Start] = Field(min_length=1, description="Answers to 'Where are you now?'")


class RoutePair(Model):
    """Two roles between which the routes have a page of their own. Without `start`, from outside."""

    start: RoleRef | None = Field(default=None, description="The id of the role at the start; leave it out for routes from outside")
    end: RoleRef = Field(description="The id of the role at the end")


class Comparison(Model):
    """Roles that people mix up, whose comparison has a page of its own."""

    roles: list[RoleRef] = Field(min_length=2, max_length=4, description="Ids of two to four roles")
    in_short: Line = Field(description="How to tell them apart, in a sentence or two")

    @model_validator(mode="after")
    def roles_differ(self) -> Comparison:
        if len(set(self.roles)) < len(self.roles):
            raise wrong("a role is compared with itself", "Name each role once.")
        return self


class Organisation(Model):
    """Who runs the site."""

    name: Exact = Field(description="Who runs the site")
    email: Annotated[str, StringConstraints(pattern=r"^[^@\s<>\"']+@[^@\s<>\"']+$")] = Field(description="Where readers can write")
    url: Url | None = Field(default=None, description="Its web address")


class Adviser(Model):
    """Who hands out the sheets: what stands at the foot of everything on paper. Without it there are lines to write on."""

    organisation: Text = Field(description="Whose sheets these are")
    contact: Text = Field(description="A telephone number, an e-mail address, a place and opening hours: what people need")
    logo: Annotated[str, StringConstraints(pattern=r"^[\w./-]+\.(svg|png|jpg)$")] | None = Field(
        default=None, description="A picture in the folder static/, by its name there"
    )


class Licence(Model):
    """The terms on which the content may be reused."""

    title: Text = Field(description="The name of the licence")
    url: Url = Field(description="Its address")


class Links(Model):
    """How `check --links` tries the links to other sites."""

    moody: list[Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]+(:\d+)?$", max_length=200)]] = Field(
        default=[], description="Hosts that turn programs away; what they refuse is not known to be dead", examples=[["www.example.org"]]
    )
    pause: float = Field(default=1, ge=0, le=60, description="Seconds between two questions to the same host")
    days: int = Field(default=6, ge=0, le=60, description="For how many days a good answer is remembered")


class Budget(Model):
    """How heavy the pages of one kind may be, compressed as a host sends them. A build that goes over it fails."""

    kind: Annotated[str, StringConstraints(pattern=r"^[a-z-]+$", max_length=40)] = Field(
        description="The kind of page, as `build.py build --weights` names it", examples=["role"]
    )
    html: float | None = Field(default=None, gt=0, le=100_000, description="What the page alone may weigh, in kB", examples=[15])
    first: float | None = Field(
        default=None, gt=0, le=100_000, description="What a first visit may weigh, with styles, fonts and scripts, in kB", examples=[60]
    )


Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]


FontFile = Annotated[str, StringConstraints(pattern=r"^[\w./-]+\.woff2$", max_length=200)]


class Type(Model):
    """The typeface: one that every device has, or two files of the site's own. Sheets and posters keep that of the project."""

    system: Literal["sans", "serif"] | None = Field(
        default=None, description="The typeface of the reader's device: sans, as its menus have it, or serif, as books have it"
    )
    regular: FontFile | None = Field(
        default=None, description="A typeface of your own, in the folder static/, by its name there", examples=["fonts/our-sans-400.woff2"]
    )
    bold: FontFile | None = Field(default=None, description="The same in bold", examples=["fonts/our-sans-700.woff2"])

    @model_validator(mode="after")
    def one_way(self) -> Type:
        if [self.regular is not None, self.bold is not None] != [self.system is None] * 2:
            raise wrong("type must be one typeface", "Give it either system, or both regular and bold.")
        return self

    @property
    def files(self) -> tuple[str, ...]:
        """The files of a typeface of the site's own, regular first."""
        return tuple(file for file in (self.regular, self.bold) if file)


class Theme(Model):
    """Colours and type of the site. One colour is enough: the shades beside it are worked out, and it is checked that all can be read."""

    accent: Colour | None = Field(
        default=None, description="The colour of links and buttons, as '#' and six small hexadecimal digits in quotes", examples=["#17453b"]
    )
    accent_dark: Colour | None = Field(
        default=None, description="The same on dark screens; without it, it is worked out from accent", examples=["#a8dccb"]
    )
    ground: Colour | None = Field(
        default=None, description="The colour of the page behind the words: white or close to it", examples=["#ffffff"]
    )
    ground_dark: Colour | None = Field(
        default=None, description="The same on dark screens: black or close to it; without it, that of the project", examples=["#121212"]
    )
    type: Type | None = Field(default=None, description="The typeface; without it, that of the project")


class Logo(Model):
    """A picture in place of the sign at the top of every page. The site's name stays beside it."""

    file: Annotated[str, StringConstraints(pattern=r"^[\w./-]+\.(svg|png|jpg)$")] = Field(
        description="A picture in the folder static/, by its name there; it is seen on light and on dark", examples=["logo.svg"]
    )
    alt: Text | None = Field(default=None, description="What the picture says, if that is more than the site's name beside it")


class MenuItem(Model):
    """One item of the main menu."""

    title: Text = Field(description="The words of the item, as short as can be")
    to: Annotated[str, StringConstraints(pattern=r"^[a-z]+(:[a-z0-9-]+)?$", max_length=80)] = Field(
        description="Where it leads: a list such as roles or map, or an entry as in texts, like article:an-article or page:about",
        examples=["roles", "article:an-article"],
    )


class FooterLink(Model):
    """One link of the site's own at the foot of every page."""

    title: Text = Field(description="The words of the link")
    to: Annotated[str, StringConstraints(pattern=r"^([a-z]+(:[a-z0-9-]+)?|https?://[^\s<>\"']+)$", max_length=600)] = Field(
        description="Where it leads: as in the menu, or a web address in full",
        examples=["article:an-article", "https://example.org/accessibility/"],
    )


class Footer(Model):
    """What a site adds to the foot of every page."""

    links: list[FooterLink] = Field(default=[], max_length=9, description="Links that stand after those of the site, in this order")
    text: Line | None = Field(default=None, description="Words that stand before the disclaimer, such as who pays for the site")


class Site(Model):
    """The settings of one site, `content/site.yaml`. `base_url` is its public address, ending in a slash."""

    title: Text = Field(description="The name of the site")
    tagline: Text = Field(description="What it offers, in a few words")
    description: Text = Field(description="What search engines show")
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")] = Field(
        default="en-GB", description="The language of the texts", examples=["en-GB"]
    )
    languages: list[Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")]] = Field(
        default=[],
        description="All languages of the site, that of the texts first; leave it out for one. The others have pages of their own",
        examples=[["en", "cy"]],
    )
    base_url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"'?#]+/$")] = Field(
        description="The public address, ending in a slash", examples=["https://example.org/careers/"]
    )
    repository: Url | None = Field(default=None, description="The address of the code repository, for links to suggest a correction")
    organisation: Organisation = Field(description="Who runs the site")
    adviser: Adviser | None = Field(default=None, description="Whose name, contact and logo stand on sheets")
    licence: Licence = Field(description="The terms on which the content may be reused")
    disclaimer: Line = Field(description="What the foot of every page says")
    logo: Logo | None = Field(default=None, description="A picture at the top of every page; without it, the sign of the project")
    menu: list[MenuItem] = Field(
        default=[], max_length=9, description="The main menu, in this order; without it, all the lists that there are"
    )
    footer: Footer = Field(default=Footer(), description="What stands at the foot of every page besides")
    theme: Theme | None = Field(default=None, description="Colours and type; without it, those of the project")
    review_months: int = Field(default=12, ge=1, le=60, description="After how many months a fact counts as old")
    full_time_week: float = Field(default=37.5, gt=0, le=80, description="Hours, for pay by the year from pay by the hour and back")
    outside: Text = Field(default="not in this field yet", description="Where somebody stands who has none of the roles")
    home: Home = Field(description="The words of the home page")
    routes: list[RoutePair] = Field(default=[], description="Routes with pages of their own, beside those up each ladder")
    compare: list[Comparison] = Field(default=[], description="Comparisons with pages of their own")
    find: list[SearchLink] = Field(default=[], description="Searches in official services")
    links: Links = Field(default=Links(), description="How links to other sites are tried")
    budgets: list[Budget] = Field(default=[], description="How heavy pages may be")

    @model_validator(mode="after")
    def language_first(self) -> Site:
        if self.languages and self.languages[0] not in (self.language, self.language.split("-")[0]):
            raise wrong(
                f"the language of the texts is {self.language}, and languages starts with '{self.languages[0]}'",
                f"Put '{self.language.split('-')[0]}' first.",
            )
        return self
