"""The format of the folder `local/`: what an advice service adds that is true near it.

All files but `local.yaml` may be left out. The names of roles, ladders and qualifications come from elsewhere and may change there, so
`nearby` warns of a name that is gone, and never stops a build for it.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints, model_validator

from explorer.fields import FundingRef, LadderRef, Line, Model, Prose, QualificationRef, RoleRef, Text, Url, wrong
from explorer.models import Article

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
# In full, or a short number such as 111. A + without quotation marks is lost in YAML, and the number is refused then.
Phone = Annotated[str, StringConstraints(pattern=r"^(\+[1-9][0-9]{0,2}( ?\(0\))?( ?[0-9]){6,13}|0( ?[0-9]){7,10}|1( ?[0-9]){2,5})$")]
Email = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$", max_length=120)]


class Reachable(Model):
    """Somebody who can be asked: by phone, by e-mail or on the web, one of these at least."""

    phone: Phone | None = Field(
        default=None, description="The telephone number, in quotation marks: digits and spaces", examples=["01632 960001"]
    )
    email: Email | None = Field(default=None, description="The e-mail address", examples=["advice@example.org"])
    url: Url | None = Field(default=None, description="The web address")

    @model_validator(mode="after")
    def can_be_reached(self) -> Reachable:
        if not (self.phone or self.email or self.url):
            raise wrong("there is no way to get in touch", "Give it one of: phone, email, url.")
        return self


class Service(Reachable):
    """The advice service, `local/local.yaml`: whose notes these are, and where they hold."""

    title: Name = Field(description="The name of the service")
    area: Name = Field(description="The area for which the notes hold, as in 'near Milltown'", examples=["Milltown"])
    where: Text | None = Field(default=None, description="Where and when it can be visited")
    about: Prose | None = Field(default=None, description="What it does for people, in a few sentences")
    reviewed: dt.date = Field(description="The day of the last check of the notes: year, month, day")


class Note(Model):
    """What all notes carry: the pages on which they stand, and the day of their last check."""

    roles: list[RoleRef] = Field(default=[], description="Ids of roles whose pages show it")
    ladders: list[LadderRef] = Field(default=[], description="Ids of ladders; it stands on their pages and on those of their roles")
    qualifications: list[QualificationRef] = Field(default=[], description="Ids of qualifications whose pages show it")
    reviewed: dt.date | None = Field(default=None, description="The day of its last check, if it is not that of the whole folder")


class Employer(Note):
    """An employer near you."""

    title: Text = Field(description="The name of the employer")
    offers: Line = Field(description="What it offers, in a sentence or two")
    where: Text | None = Field(default=None, description="Where it is")
    url: Url | None = Field(default=None, description="Where to read more or apply")


class Course(Note):
    """A course near you."""

    title: Text = Field(description="The name of the course")
    provider: Text = Field(description="Who runs it")
    where: Text | None = Field(default=None, description="Where it is held")
    when: Text | None = Field(default=None, description="When it starts, and on which days")
    cost: Line | None = Field(default=None, description="What the learner pays; goes with year")
    year: Text | None = Field(default=None, description="The year for which the cost holds", examples=["2026/27"])
    funding: list[FundingRef] = Field(default=[], description="Ids of ways to pay for it")
    url: Url | None = Field(default=None, description="Where to read more or apply")

    @model_validator(mode="after")
    def cost_has_its_year(self) -> Course:
        if self.cost and not self.year:
            raise wrong("a cost must say its year", "Add year, like 2026/27.")
        return self


class Contact(Note, Reachable):
    """Somebody to ask."""

    title: Text = Field(description="The name of the person or office")
    helps: Line | None = Field(default=None, description="Who they are, and what they help with")


class Event(Note):
    """Something that takes place on a day. It is left out of sites that are built after it."""

    title: Text = Field(description="The name of the event")
    date: dt.date = Field(description="The day, or the first one: year, month, day")
    until: dt.date | None = Field(default=None, description="The last day, if there is more than one")
    time: Text | None = Field(default=None, description="The time of day", examples=["10am to 2pm"])
    where: Text = Field(description="Where it takes place")
    about: Line | None = Field(default=None, description="What happens there, in a sentence or two")
    url: Url | None = Field(default=None, description="Where to read more or book")

    @model_validator(mode="after")
    def ends_after_it_starts(self) -> Event:
        if self.until and self.until < self.date:
            raise wrong(f"this event ends on {self.until}, before it starts", "Put the first day in date and the last in until.")
        return self


class PayNote(Note):
    """What a job pays near you, where that differs."""

    about: Line = Field(description="What it pays, in a sentence")
    source: Text = Field(description="Who says so")
    url: Url | None = Field(default=None, description="Where they say so")
    year: Text = Field(description="The year for which it holds", examples=["2026/27"])


class LocalArticle(Article):
    """The front matter of an article of the service; the Markdown below it is the article."""

    ladders: list[LadderRef] = Field(default=[], description="Ids of ladders; it stands on their pages and on those of their roles")


# As in `check`: which lists a file may hold, and files that hold one entry.
LISTS: dict[str, dict[str, tuple[str, type[BaseModel]]]] = {
    "local/contacts.yaml": {"contacts": ("contact", Contact)},
    "local/courses.yaml": {"courses": ("course", Course)},
    "local/employers.yaml": {"employers": ("employer", Employer)},
    "local/events.yaml": {"events": ("event", Event)},
    "local/pay-notes.yaml": {"pay_notes": ("pay note", PayNote)},
}
SINGLES: dict[str, tuple[str, type[BaseModel]]] = {
    "local/local.yaml": ("service", Service),
    "local/guidance/": ("local", LocalArticle),
}
NOTES = tuple(kind for lists in LISTS.values() for kind, _ in lists.values())
KINDS = (*NOTES, *(kind for kind, _ in SINGLES.values()))
