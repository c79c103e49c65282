"""The settings of one site: the model of `content/site.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from explorer.fields import Line, Model, NationRef, RoleRef, Text, Url, wrong


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


class Comparison(Model):
    """Roles that people mix up, whose comparison has a page of its own."""

    roles: list[RoleRef] = Field(min_length=2, max_length=4)
    in_short: Line = Field(description="How to tell them apart, in a sentence or two")

    @model_validator(mode="after")
    def roles_differ(self) -> Comparison:
        if len(set(self.roles)) < len(self.roles):
            raise wrong("a role is compared with itself", "Name each role once.")
        return self


class Organisation(Model):
    """Who runs the site."""

    name: Text
    email: Annotated[str, StringConstraints(pattern=r"^[^@\s<>\"']+@[^@\s<>\"']+$")]
    url: Url | None = None


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
    licence: Licence
    disclaimer: Line
    review_months: int = Field(default=12, ge=1, le=60)
    full_time_week: float = Field(default=37.5, gt=0, le=80, description="Hours, for pay by the year from pay by the hour and back")
    outside: Text = Field(default="not in this field yet", description="Where somebody stands who has none of the roles")
    home: Home
    routes: list[RoutePair] = Field(default=[], description="Routes with pages of their own, beside those up each ladder")
    compare: list[Comparison] = Field(default=[], description="Comparisons with pages of their own")
    find: list[SearchLink] = []
