"""The settings of one site: the model of `content/site.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from explorer.fields import Line, Model, NationRef, RoleRef, Text, Url


class SearchLink(Model):
    """A search in an official service. `url` holds {words} where the words to search for go, if the service takes them."""

    title: Text
    kind: Literal["jobs", "courses"]
    url: Annotated[str, StringConstraints(pattern=r"^https://[^\s<>\"']+$", max_length=600)]
    nations: list[NationRef] = []


class Start(Model):
    """One answer to 'Where are you now?' on the home page, with roles to look at first."""

    title: Text
    text: Line
    roles: list[RoleRef] = Field(min_length=1, max_length=6)


class Home(Model):
    """The words of the home page."""

    heading: Text
    lead: Line
    starts: list[Start] = Field(min_length=1)


class RoutePair(Model):
    """Two roles between which the routes have a page of their own. Without `start`, from outside."""

    start: RoleRef | None = None
    end: RoleRef


class Organisation(Model):
    """Who runs the site."""

    name: Text
    email: Annotated[str, StringConstraints(pattern=r"^[^@\s<>\"']+@[^@\s<>\"']+$")]
    url: Url | None = None


class Adviser(Model):
    """Who hands out the sheets: what stands at the foot of everything on paper. Without it there are lines to write on."""

    organisation: Text
    contact: Text = Field(description="A telephone number, an e-mail address, a place and opening hours: what people need")
    logo: Annotated[str, StringConstraints(pattern=r"^[\w./-]+\.(svg|png|jpg)$")] | None = Field(
        default=None, description="A picture in the folder static/, by its name there"
    )


class Licence(Model):
    """The terms on which the content may be reused."""

    title: Text
    url: Url


class Site(Model):
    """The settings of one site, `content/site.yaml`. `base_url` is its public address, ending in a slash."""

    title: Text
    tagline: Text
    description: Text
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")] = "en-GB"
    base_url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"'?#]+/$")]
    repository: Url | None = Field(default=None, description="The address of the code repository, for links to suggest a correction")
    organisation: Organisation
    adviser: Adviser | None = None
    licence: Licence
    disclaimer: Line
    review_months: int = Field(default=12, ge=1, le=60)
    full_time_week: float = Field(default=37.5, gt=0, le=80, description="Hours, for pay by the year from pay by the hour and back")
    home: Home
    routes: list[RoutePair] = Field(default=[], description="Routes with pages of their own, beside those up each ladder")
    find: list[SearchLink] = []
