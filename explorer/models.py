"""The format of the files that people write: one model for each thing in `pathways/` and `content/`.

A model checks one entry by itself. What needs the neighbours (does that id exist, who leads here) is for `link`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from explorer.fields import (
    BodyRef,
    EntryKind,
    FundingRef,
    GroupRef,
    Id,
    InterestRef,
    LadderRef,
    Line,
    Model,
    Money,
    MoveKind,
    NationRef,
    PatternRef,
    Prose,
    QualificationKind,
    QualificationRef,
    RoleRef,
    ScaleRef,
    SettingRef,
    SkillRef,
    SourceRef,
    StageRef,
    Strength,
    Text,
    Url,
    When,
    wrong,
)


class Months(Model):
    """A time from shortest to longest, in months; written `[12, 18]`."""

    low: int = Field(ge=0, le=240)
    high: int = Field(ge=0, le=240)

    @model_validator(mode="before")
    @classmethod
    def from_list(cls, value: Any) -> Any:
        if isinstance(value, list) and len(value) == 2 and all(type(part) is int for part in value):
            return {"low": value[0], "high": value[1]}
        if isinstance(value, Months):
            return value
        raise wrong("a time is two whole numbers of months", "Write it as the shortest and the longest, like [12, 18].")

    @model_validator(mode="after")
    def in_order(self) -> Months:
        if self.low > self.high:
            raise wrong(
                f"this takes at least {self.low} but at most {self.high} months", f"Put the shorter time first: [{self.high}, {self.low}]."
            )
        return self


class Source(Model):
    """Where a fact comes from. `id` is the name by which other fields of the same entry point at it."""

    id: Id
    title: Text
    url: Url
    as_of: Text = Field(description="The date of the fact, as the source gives it: 2026, 2026-04, 2025/26 or undated")


class Entry(Model):
    """What everything with its own page or anchor carries."""

    id: Id
    title: Text
    was: list[Id] = Field(default=[], description="Older ids; their addresses go on working")


class Reviewed(Entry):
    """An entry whose facts are traced: its sources and the day somebody last checked them."""

    sources: list[Source] = []
    reviewed: date


class Need(Model):
    """One thing that is asked for: a qualification, one of several, or experience in words.

    `any_of` lists choices; a choice that is itself a list means all of these together.
    `accepted` marks an older or equivalent award taken instead of the one in `instead_of`.
    """

    qualification: QualificationRef | None = None
    any_of: list[QualificationRef | list[QualificationRef]] = []
    experience: Line | None = None
    strength: Strength
    instead_of: QualificationRef | None = None
    when: When | None = Field(default=None, description="before or after starting the job")
    within_months: int | None = Field(default=None, ge=1, le=120)
    nations: list[NationRef] = []
    note: Line | None = None

    @model_validator(mode="after")
    def one_thing(self) -> Need:
        if sum([self.qualification is not None, bool(self.any_of), self.experience is not None]) != 1:
            raise wrong(
                "a need must name exactly one thing", "Give it one of: qualification (an id), any_of (a list of ids), experience (words)."
            )
        if self.instead_of and self.strength != "accepted":
            raise wrong("instead_of goes with strength: accepted", "Change the strength, or take instead_of away.")
        return self


class Hours(Model):
    """Working time. `week`: hours a week, from and to. `note` says how shifts fall."""

    week: list[Annotated[float, Field(gt=0, le=80)]] = Field(min_length=1, max_length=2)
    patterns: list[PatternRef] = Field(min_length=1)
    note: Line | None = None


class Pay(Model):
    """What the job pays: a band of a scale in `pay.yaml`, or a range with its date and source."""

    scale: ScaleRef | None = None
    band: str | None = None
    to_band: str | None = Field(default=None, description="The highest band, where posts differ")
    low: Money | None = None
    high: Money | None = None
    per: Literal["year", "hour"] | None = None
    nations: list[NationRef] = []
    as_of: Text | None = None
    source: SourceRef | None = None
    note: Line | None = None

    @model_validator(mode="after")
    def scale_or_range(self) -> Pay:
        if (self.scale is None) != (self.band is None) or (self.scale is None) == (self.low is None):
            raise wrong(
                "pay must be either a scale and its band, or a range", "Write scale and band, or low, high, per, nations, as_of and source."
            )
        if self.low is not None:
            if not (self.per and self.as_of and self.source and self.nations):
                raise wrong("a pay range must say per, nations, as_of and source", "Add the ones that are missing.")
            if self.high is not None and self.high < self.low:
                raise wrong(f"this pay goes from {self.low:g} down to {self.high:g}", "Put the lower figure in low.")
        return self


class Registration(Model):
    """Whether a regulator must have the person on its register, nation by nation."""

    nations: list[NationRef] = Field(min_length=1)
    body: BodyRef | None = None
    status: Literal["required", "voluntary", "none"]
    when: When | None = None
    within_months: int | None = Field(default=None, ge=1, le=60)
    protected_title: bool = False
    source: SourceRef | None = None
    note: Line | None = None

    @model_validator(mode="after")
    def body_named(self) -> Registration:
        if self.status != "none" and self.body is None:
            raise wrong(f"registration that is {self.status} must name the body", "Add body, an id from bodies.yaml.")
        return self


class EntryRoute(Model):
    """One way into a role from outside it. `paid` is true where you learn while paid."""

    kind: EntryKind
    title: Text
    how: Prose
    months: Months | None = None
    cost: Line
    paid: bool = False
    needs: list[Need] = []
    gains: list[QualificationRef] = []
    from_roles: list[RoleRef] = []
    funding: list[FundingRef] = []
    nations: list[NationRef] = []


class SkillUse(Model):
    """A skill as this role uses it."""

    skill: SkillRef
    use: Line


class Move(Model):
    """A directed step from the role that carries it to another role."""

    to: RoleRef
    kind: MoveKind
    months: Months
    needs: list[Need] = []
    how: Line
    source: SourceRef
    checked: date
    nations: list[NationRef] = []


class Hurdle(Model):
    """Something that can get in the way, and what helps."""

    what: Line
    helps: Line


class Codes(Model):
    """The role's codes in public classifications."""

    soc2020: Annotated[str, StringConstraints(pattern=r"^\d{4}$")] | None = None
    onet: Annotated[str, StringConstraints(pattern=r"^\d{2}-\d{4}\.\d{2}$")] | None = None
    esco: Url | None = None


class Find(Model):
    """The words to search for in vacancy and course services."""

    jobs: Text
    courses: Text | None = None


class Role(Reviewed):
    """A job with its own page; stands in the file of its home ladder."""

    stage: StageRef
    also_called: list[Text] = []
    nations: list[NationRef] = Field(default=[], description="Where the role exists; empty means everywhere")
    summary: Text
    does: list[Line] = Field(min_length=4, max_length=10)
    where: Prose
    settings: list[SettingRef] = Field(min_length=1)
    hours: Hours
    pay: list[Pay] = []
    registration: list[Registration] = []
    driving: Literal["required", "helpful", "no"] = "no"
    no_set_requirements: bool = False
    entry: list[EntryRoute] = []
    needs: list[Need] = []
    skills: list[SkillUse] = []
    moves: list[Move] = []
    hurdles: list[Hurdle] = []
    interests: list[InterestRef] = []
    codes: Codes = Codes()
    find: Find | None = None


class Inclusion(Model):
    """A role that stands on this ladder too, though its home is another."""

    role: RoleRef
    stage: StageRef


class Ladder(Reviewed):
    """One job family's roles, from entry to the top."""

    group: GroupRef
    summary: Text
    intro: Prose
    stages: dict[StageRef, Text] = Field(description="The ladder's own labels for the common stages that it uses")
    includes: list[Inclusion] = []
    roles: list[Role] = []


class Cost(Model):
    """What a qualification costs the learner, in pounds, with its date and source; or in words where no figure is sure."""

    text: Line
    low: Money | None = None
    high: Money | None = None
    nations: list[NationRef] = []
    as_of: Text | None = None
    source: SourceRef | None = None

    @model_validator(mode="after")
    def traced(self) -> Cost:
        if self.low is not None and not (self.as_of and self.source):
            raise wrong("a cost in figures must say as_of and source", "Add both, or leave low and high out.")
        return self


class Equivalent(Model):
    """The nearest match in another nation or framework."""

    nations: list[NationRef] = Field(min_length=1)
    title: Line


class Qualification(Reviewed):
    """A credential with its own page. `level` is the RQF level, 0 for entry level; none where it has no level."""

    kind: QualificationKind
    level: int | None = Field(default=None, ge=0, le=8)
    also_called: list[Text] = []
    formerly: list[Text] = []
    status: Literal["current", "closed"] = "current"
    replaced_by: QualificationRef | None = None
    code: Text | None = Field(default=None, description="The apprenticeship standard's number, like ST0005")
    summary: Text
    about: Prose
    entry: list[Line] = []
    builds_on: list[QualificationRef] = []
    months: Months | None = None
    study: Line | None = Field(default=None, description="How the learning is done and how much of it there is")
    costs: list[Cost] = []
    funding: list[FundingRef] = []
    awarded_by: Line | None = None
    body: BodyRef | None = None
    nations: list[NationRef] = []
    equivalents: list[Equivalent] = []

    @property
    def known_cost(self) -> tuple[float, float] | None:
        """The least and the most to the learner in pounds, where a figure is known. An apprentice pays nothing.

        Source: https://www.gov.uk/employing-an-apprentice/get-funding
        """
        if self.kind == "apprenticeship":
            return 0, 0
        figures = ((cost.low, cost.high if cost.high is not None else cost.low) for cost in self.costs if cost.low is not None)
        return next(figures, None)


class Skill(Reviewed):
    """Something a person can do, technical or personal."""

    kind: Literal["technical", "personal"]
    summary: Text
    looks_like: list[Line] = Field(min_length=2)
    build: list[Line] = Field(min_length=2)
    show: list[Line] = Field(min_length=1)


class Body(Reviewed):
    """A regulator or professional body."""

    short: Text
    kind: Literal["regulator", "inspectorate", "professional", "workforce", "awarding"]
    nations: list[NationRef] = []
    summary: Text
    does: Prose
    fees: list[Cost] = []
    url: Url


class Funding(Reviewed):
    """A way to pay for study."""

    nations: list[NationRef] = Field(min_length=1)
    summary: Text
    who: Line
    amount: Line
    how: Prose
    url: Url
    as_of: Text
    status: Literal["open", "changing", "closed"] = "open"
    covers: Literal["whole", "part", "loan"] = Field(
        default="part", description="Whether it can pay the whole cost, a part, or must be paid back"
    )


class Rates(Model):
    """Figures on a pay scale, in pounds by the year or hour as the scale says: band to lowest and highest."""

    nations: list[NationRef] = Field(min_length=1)
    year: Text
    week: float | None = Field(default=None, gt=0, le=80, description="The full-time week, where it differs from the scale's")
    bands: dict[str, Annotated[list[Money], Field(min_length=2, max_length=2)]]
    source: SourceRef
    note: Line | None = None


class Scale(Reviewed):
    """A national pay scale. `week` is the hours of its full-time week, from which pay by the hour is worked out."""

    band_word: Text = "Band"
    per: Literal["year", "hour"] = "year"
    week: float = Field(gt=0, le=80)
    rates: list[Rates]
    note: Line | None = None


class Stage(Entry):
    """A rung of the common scale that all ladders share."""

    summary: Text


class Group(Entry):
    """Ladders that belong together; told apart by colour and shape."""

    summary: Text
    colour: Literal["teal", "plum", "rust", "blue", "olive"]
    shape: Literal["circle", "square", "diamond", "triangle", "hexagon"]


class Term(Entry):
    """A word of a closed list: a nation, a setting, a shift pattern or an interest."""

    summary: Text | None = None


class Word(Entry):
    """A word that newcomers stumble over. Texts link to it where one of its forms first stands: `found_as`, or else the title."""

    meaning: Line
    also_called: list[Text] = []
    found_as: list[Text] = []
    sources: list[Source] = []
    reviewed: date


class Synonym(Model):
    """Words that people type into the search box for something that goes by another name here."""

    id: Id
    words: list[Text] = Field(min_length=1)
    roles: list[RoleRef] = []
    qualifications: list[QualificationRef] = []
    skills: list[SkillRef] = []
    funding: list[FundingRef] = []


class Shortcut(Model):
    """A filtered list of roles that search offers. `query` is what the address of the list has after its question mark."""

    id: Id
    title: Text
    summary: Text
    words: list[Text] = []
    query: Annotated[str, StringConstraints(pattern=r"^[a-z]+=[a-z0-9,-]+(&[a-z]+=[a-z0-9,-]+)*$", max_length=200)]


class Level(Model):
    """What an RQF level means in everyday words, and its neighbours in other frameworks."""

    level: int = Field(ge=0, le=8)
    title: Text
    everyday: Text
    scqf: Text | None = None
    cqfw: Text | None = None
    eqf: Text | None = None


class Article(Entry):
    """The front matter of a guidance article; the Markdown below it is the article."""

    summary: Text
    in_short: list[Line] = Field(min_length=2, max_length=6)
    do_now: list[Line] = Field(min_length=1, max_length=6)
    order: int = 100
    roles: list[RoleRef] = []
    qualifications: list[QualificationRef] = []
    skills: list[SkillRef] = []
    funding: list[FundingRef] = []
    sources: list[Source] = []
    reviewed: date


class PlainPage(Entry):
    """The front matter of a page such as About."""

    summary: Text
    reviewed: date


class Pack(Entry):
    """A pack that is made ready as one PDF: posters first, then what a school leaver can start in, all roles of ladders, single roles."""

    summary: Text
    posters: list[LadderRef] = []
    open: bool = Field(default=False, description="Every role that asks for nothing set")
    ladders: list[LadderRef] = []
    roles: list[RoleRef] = []

    @model_validator(mode="after")
    def not_empty(self) -> Pack:
        if not (self.posters or self.open or self.ladders or self.roles):
            raise wrong("this pack is empty", "Give it one of: posters, open, ladders, roles.")
        return self
