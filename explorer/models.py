"""The format of the files that people write: one model for each thing in `pathways/` and `content/`.

A model checks one entry by itself. What needs the neighbours (does that id exist, who leads here) is for `link`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, GetJsonSchemaHandler, StringConstraints, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from explorer.fields import (
    BodyRef,
    Driving,
    EntryKind,
    Exact,
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

    @classmethod
    def __get_pydantic_json_schema__(cls, _: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """As it is written: a list of two."""
        item = {"type": "integer", "minimum": 0, "maximum": 240}
        return {"type": "array", "items": item, "minItems": 2, "maxItems": 2, "description": cls.__doc__, "examples": [[12, 18]]}

    @model_validator(mode="after")
    def in_order(self) -> Months:
        if self.low > self.high:
            raise wrong(
                f"this takes at least {self.low} but at most {self.high} months", f"Put the shorter time first: [{self.high}, {self.low}]."
            )
        return self


class Source(Model):
    """Where a fact comes from. `id` is the name by which other fields of the same entry point at it."""

    id: Id = Field(description="A short name; moves, pay and costs of the same entry point at the source by it")
    title: Exact = Field(description="Who published it, and what it is called")
    url: Url = Field(description="The address of the page")
    as_of: Exact = Field(
        description="The date of the fact, as the source gives it: 2026, 2026-04, 2025/26 or undated",
        examples=["2026", "2026-04", "2025/26", "undated"],
    )


class Entry(Model):
    """What everything with its own page or anchor carries."""

    id: Id = Field(
        description="The name in addresses and references: small letters, digits and hyphens. To rename, put the old one under `was`"
    )
    title: Text = Field(description="The name that readers see")
    was: list[Id] = Field(default=[], description="Older ids; their addresses go on working")


class Reviewed(Entry):
    """An entry whose facts are traced: its sources and the day somebody last checked them."""

    sources: list[Source] = Field(default=[], description="Where the facts of this entry come from")
    reviewed: date = Field(description="The day of the last check of the facts: year, month, day")


class Need(Model):
    """One thing that is asked for: a qualification, one of several, or experience in words.

    `any_of` lists choices; a choice that is itself a list means all of these together.
    `accepted` marks an older or equivalent award taken instead of the one in `instead_of`.
    """

    qualification: QualificationRef | None = Field(default=None, description="The id of a qualification")
    any_of: list[QualificationRef | list[QualificationRef]] = Field(
        default=[],
        description="Ids of which one is enough. A list inside the list means all of these together",
        examples=[["one-qualification", "another"], [["these", "together"], "or-this"]],
    )
    experience: Line | None = Field(default=None, description="Experience, in words, where no qualification is meant")
    strength: Strength = Field(
        description="required: nobody gets in without it. usual: most ask for it. helpful: it makes a difference. "
        "accepted: taken instead of the one in instead_of"
    )
    instead_of: QualificationRef | None = Field(
        default=None, description="With strength accepted: the id of the qualification that this one stands in for"
    )
    when: When | None = Field(default=None, description="before or after starting the job")
    within_months: int | None = Field(
        default=None, ge=1, le=120, description="With `when: after`: the months within which it must be gained"
    )
    nations: list[NationRef] = Field(default=[], description="Where this holds; empty means everywhere")
    note: Line | None = Field(default=None, description="What else the reader should know")

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

    week: list[Annotated[float, Field(gt=0, le=80)]] = Field(
        min_length=1, max_length=2, description="Full-time hours a week: one figure, or from and to", examples=[[37.5], [36, 37.5]]
    )
    patterns: list[PatternRef] = Field(min_length=1, description="When the work falls")
    note: Line | None = Field(default=None, description="How the shifts or days fall, in a sentence")


class Pay(Model):
    """What the job pays: a band of a scale in `pay.yaml`, or a range with its date and source."""

    scale: ScaleRef | None = Field(default=None, description="The id of a pay scale in pay.yaml; goes with band")
    band: str | None = Field(default=None, description="The band on the scale, or the lowest one")
    to_band: str | None = Field(default=None, description="The highest band, where posts differ")
    low: Money | None = Field(default=None, description="Without a scale: the lowest pay, in pounds")
    high: Money | None = Field(default=None, description="Without a scale: the highest pay, in pounds")
    per: Literal["year", "hour"] | None = Field(default=None, description="Whether low and high are by the year or by the hour")
    nations: list[NationRef] = Field(default=[], description="Where this pay holds; empty means wherever the scale does")
    as_of: Exact | None = Field(default=None, description="The date of the figures, as the source gives it")
    source: SourceRef | None = Field(default=None, description="The id of one of this entry's sources")
    note: Line | None = Field(default=None, description="What the figures leave out, such as extra pay for nights")

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

    nations: list[NationRef] = Field(min_length=1, description="Where this rule holds")
    body: BodyRef | None = Field(default=None, description="The id of the body that keeps the register")
    status: Literal["required", "voluntary", "none"] = Field(
        description="required: no work without it. voluntary: there is a register that may be joined. none: no register"
    )
    when: When | None = Field(default=None, description="Before or after starting the job")
    within_months: int | None = Field(default=None, ge=1, le=60, description="With `when: after`: the months within which it must be done")
    protected_title: bool = Field(default=False, description="true where the law keeps the job's title for people on the register")
    source: SourceRef | None = Field(default=None, description="The id of one of this entry's sources")
    note: Line | None = Field(default=None, description="What else the reader should know")

    @model_validator(mode="after")
    def body_named(self) -> Registration:
        if self.status != "none" and self.body is None:
            raise wrong(f"registration that is {self.status} must name the body", "Add body, an id from bodies.yaml.")
        return self


class EntryRoute(Model):
    """One way into a role from outside it. `paid` is true where you learn while paid."""

    kind: EntryKind = Field(description="What sort of way in this is")
    title: Text = Field(description="The way in, in a few words")
    how: Prose = Field(description="What to do, step by step, in a few sentences")
    months: Months | None = Field(default=None, description="The time from start to the job, shortest and longest, in months")
    cost: Line = Field(description="What the learner pays, in a sentence")
    paid: bool = Field(default=False, description="true where you earn a wage while you learn")
    needs: list[Need] = Field(default=[], description="What this way in asks for")
    gains: list[QualificationRef] = Field(default=[], description="Ids of the qualifications that you have at its end")
    from_roles: list[RoleRef] = Field(default=[], description="Ids of roles from which people come")
    funding: list[FundingRef] = Field(default=[], description="Ids of ways to pay for it")
    nations: list[NationRef] = Field(default=[], description="Where this way in exists; empty means everywhere")


class SkillUse(Model):
    """A skill as this role uses it."""

    skill: SkillRef = Field(description="The id of a skill")
    use: Line = Field(description="What somebody in this role does with it, in a sentence")


class Move(Model):
    """A directed step from the role that carries it to another role."""

    to: RoleRef = Field(description="The id of the role that it leads to")
    kind: MoveKind = Field(
        description="step-up: more responsibility or pay. sideways: another field at a like level. specialise: deeper in the same field. "
        "return: back to an earlier one"
    )
    months: Months = Field(description="The time that it takes, shortest and longest, in months")
    needs: list[Need] = Field(default=[], description="What the step asks for, beyond what the role that it leads to asks anyway")
    how: Line = Field(description="How people make this step, in a sentence or two")
    source: SourceRef = Field(description="The id of one of this role's sources")
    checked: date = Field(description="The day of the last check of this step: year, month, day")
    nations: list[NationRef] = Field(default=[], description="Where this step exists; empty means everywhere")


class Hurdle(Model):
    """Something that can get in the way, and what helps."""

    what: Line = Field(description="What can get in the way")
    helps: Line = Field(description="What helps with it")


class Codes(Model):
    """The role's codes in public classifications."""

    soc2020: Annotated[str, StringConstraints(pattern=r"^\d{4}$")] | None = Field(
        default=None, description="The unit group of the Standard Occupational Classification 2020: four digits", examples=["6135"]
    )
    onet: Annotated[str, StringConstraints(pattern=r"^\d{2}-\d{4}\.\d{2}$")] | None = Field(
        default=None, description="The O*NET code", examples=["31-1121.00"]
    )
    esco: Url | None = Field(default=None, description="The address of the occupation in ESCO")


class Find(Model):
    """The words to search for in vacancy and course services."""

    jobs: Exact = Field(description="What to type into a search for vacancies")
    courses: Exact | None = Field(default=None, description="What to type into a search for courses")


class Role(Reviewed):
    """A job with its own page; stands in the file of its home ladder."""

    stage: StageRef = Field(description="The rung of the common scale; one that this ladder has a label for")
    also_called: list[Text] = Field(default=[], description="Other names of the same job")
    nations: list[NationRef] = Field(default=[], description="Where the role exists; empty means everywhere")
    summary: Text = Field(description="What you do, in one sentence that starts with You")
    does: list[Line] = Field(
        min_length=4, max_length=10, description="What you do on a day at work, four to ten lines that each start with a verb"
    )
    where: Prose = Field(description="Where the work is done and with whom, in two or three sentences")
    settings: list[SettingRef] = Field(min_length=1, description="Kinds of workplace, for filtering")
    hours: Hours = Field(description="Working time")
    pay: list[Pay] = Field(default=[], description="What the job pays: a list, one item for each nation or source that differs")
    registration: list[Registration] = Field(default=[], description="Whether a register must be joined, nation by nation")
    driving: Driving = Field(default="no", description="Whether you drive; write 'no' in quotation marks")
    no_set_requirements: bool = Field(default=False, description="true where no certificate is asked for at the start")
    entry: list[EntryRoute] = Field(default=[], description="Ways in from outside")
    needs: list[Need] = Field(default=[], description="What the role itself asks for, whichever way you come")
    skills: list[SkillUse] = Field(default=[], description="Skills, each with what it is used for here")
    moves: list[Move] = Field(default=[], description="Where it leads: steps to other roles")
    hurdles: list[Hurdle] = Field(default=[], description="What can get in the way, and what helps")
    interests: list[InterestRef] = Field(default=[], description="What sort of person may like it, for matching")
    codes: Codes = Field(default=Codes(), description="Codes in public classifications")
    find: Find | None = Field(default=None, description="Words to search for vacancies and courses")


class Inclusion(Model):
    """A role that stands on this ladder too, though its home is another."""

    role: RoleRef = Field(description="The id of a role whose home is another ladder")
    stage: StageRef = Field(description="The rung on which it stands here")


class Ladder(Reviewed):
    """One job family's roles, from entry to the top."""

    group: GroupRef = Field(description="The id of the group that it belongs to")
    summary: Text = Field(description="What these jobs are about, in one sentence")
    intro: Prose = Field(description="Two or three paragraphs: who these people are, and the ways up")
    stages: dict[StageRef, Text] = Field(description="The ladder's own labels for the common stages that it uses")
    includes: list[Inclusion] = Field(default=[], description="Roles of other ladders that stand on this one too")
    roles: list[Role] = Field(default=[], description="The roles whose home is this ladder, lowest stage first")


class Cost(Model):
    """What a qualification costs the learner, in pounds, with its date and source; or in words where no figure is sure."""

    text: Line = Field(description="What the learner pays, in words")
    low: Money | None = Field(default=None, description="The least, in pounds")
    high: Money | None = Field(default=None, description="The most, in pounds")
    nations: list[NationRef] = Field(default=[], description="Where this holds; empty means everywhere")
    as_of: Exact | None = Field(default=None, description="The date of the figures, as the source gives it")
    source: SourceRef | None = Field(default=None, description="The id of one of this entry's sources")

    @model_validator(mode="after")
    def traced(self) -> Cost:
        if self.low is not None and not (self.as_of and self.source):
            raise wrong("a cost in figures must say as_of and source", "Add both, or leave low and high out.")
        return self


class Equivalent(Model):
    """The nearest match in another nation or framework."""

    nations: list[NationRef] = Field(min_length=1, description="Where it is the nearest match")
    title: Line = Field(description="What it is called there")


class Qualification(Reviewed):
    """A credential with its own page. `level` is the RQF level, 0 for entry level; none where it has no level."""

    kind: QualificationKind = Field(description="What sort of qualification it is")
    level: int | None = Field(
        default=None, ge=0, le=8, description="The RQF level, 0 to 8; 0 is entry level. Leave it out where there is none"
    )
    also_called: list[Text] = Field(default=[], description="Other names in use")
    formerly: list[Text] = Field(default=[], description="Names that it had before")
    status: Literal["current", "closed"] = Field(default="current", description="closed: nobody can start it any more")
    replaced_by: QualificationRef | None = Field(default=None, description="With status closed: the id of the one to take today")
    code: Exact | None = Field(default=None, description="The apprenticeship standard's number, like ST0005", examples=["ST0005"])
    summary: Text = Field(description="What it is, in one sentence")
    about: Prose = Field(description="What you learn and what it is good for, in a few sentences")
    entry: list[Line] = Field(default=[], description="What you need before you start")
    builds_on: list[QualificationRef] = Field(default=[], description="Ids of qualifications that people usually have before")
    months: Months | None = Field(default=None, description="The time that it takes, shortest and longest, in months")
    study: Line | None = Field(default=None, description="How the learning is done and how much of it there is")
    costs: list[Cost] = Field(default=[], description="What the learner pays")
    funding: list[FundingRef] = Field(default=[], description="Ids of ways to pay for it")
    awarded_by: Line | None = Field(default=None, description="Who awards it")
    body: BodyRef | None = Field(default=None, description="The id of the body that gives or keeps it")
    nations: list[NationRef] = Field(default=[], description="Where it is offered; empty means everywhere")
    equivalents: list[Equivalent] = Field(default=[], description="The nearest match elsewhere")

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

    kind: Literal["technical", "personal"] = Field(
        description="technical: learned for the job. personal: a way of dealing with people and work"
    )
    summary: Text = Field(description="What it is, in one sentence")
    looks_like: list[Line] = Field(min_length=2, description="What somebody sees who watches you do it, two lines or more")
    build: list[Line] = Field(min_length=2, description="How to get better at it, two lines or more")
    show: list[Line] = Field(min_length=1, description="How to show it in an application or interview")


class Body(Reviewed):
    """A regulator or professional body."""

    short: Text = Field(description="The short name, such as its initials")
    kind: Literal["regulator", "inspectorate", "professional", "workforce", "awarding"] = Field(description="What sort of body it is")
    nations: list[NationRef] = Field(default=[], description="Where it acts; empty means everywhere")
    summary: Text = Field(description="What it is, in one sentence")
    does: Prose = Field(description="What it asks of the reader or does for them")
    fees: list[Cost] = Field(default=[], description="What it charges")
    url: Url = Field(description="Its web address")


class Funding(Reviewed):
    """A way to pay for study."""

    nations: list[NationRef] = Field(min_length=1, description="Where it can be had")
    summary: Text = Field(description="What it is, in one sentence")
    who: Line = Field(description="Who can get it")
    amount: Line = Field(description="How much it pays, with the year")
    how: Prose = Field(description="How to get it")
    url: Url = Field(description="Where to apply or read more")
    as_of: Exact = Field(description="The date of the amounts, as the source gives it")
    status: Literal["open", "changing", "closed"] = Field(default="open", description="changing: rules or amounts are about to change")
    covers: Literal["whole", "part", "loan"] = Field(
        default="part", description="Whether it can pay the whole cost, a part, or must be paid back"
    )


class Rates(Model):
    """Figures on a pay scale, in pounds by the year or hour as the scale says: band to lowest and highest."""

    nations: list[NationRef] = Field(min_length=1, description="Where these figures hold")
    year: Exact = Field(description="The pay year, like 2026/27", examples=["2026/27"])
    week: float | None = Field(default=None, gt=0, le=80, description="The full-time week, where it differs from the scale's")
    bands: dict[str, Annotated[list[Money], Field(min_length=2, max_length=2)]] = Field(
        description="Each band with its lowest and highest pay: '5': [32073, 39043]"
    )
    source: SourceRef = Field(description="The id of one of the scale's sources")
    note: Line | None = Field(default=None, description="What else the reader should know")


class Scale(Reviewed):
    """A national pay scale. `week` is the hours of its full-time week, from which pay by the hour is worked out."""

    band_word: Text = Field(default="Band", description="The word before a band's name")
    per: Literal["year", "hour"] = Field(default="year", description="Whether the figures are by the year or by the hour")
    week: float = Field(gt=0, le=80, description="The hours of the full-time week")
    rates: list[Rates] = Field(description="The figures, nation by nation")
    note: Line | None = Field(default=None, description="What else the reader should know")


class Stage(Entry):
    """A rung of the common scale that all ladders share."""

    summary: Text = Field(description="What jobs on this rung have in common, in one sentence")


class Group(Entry):
    """Ladders that belong together; told apart by colour and shape, of which no two groups have both in common."""

    summary: Text = Field(description="What these ladders have in common, in one sentence")
    colour: Literal["teal", "plum", "rust", "blue", "olive"] = Field(
        description="Its colour on maps, which another group of another shape may have too"
    )
    shape: Literal["circle", "square", "diamond", "triangle", "hexagon"] = Field(
        description="Its shape on maps, so that it can be told without colour"
    )


class Term(Entry):
    """A word of a closed list: a nation, a setting, a shift pattern or an interest."""

    summary: Text | None = Field(default=None, description="What it means, where the title does not say it")


class Word(Entry):
    """A word that newcomers stumble over. Texts link to it where one of its forms first stands: `found_as`, or else the title."""

    meaning: Line = Field(description="What it means, in a sentence or two")
    also_called: list[Text] = Field(default=[], description="Other names and short forms")
    found_as: list[Exact] = Field(default=[], description="The forms by which texts link to it; without any, the title")
    sources: list[Source] = Field(default=[], description="Where the meaning comes from, if it states facts")
    reviewed: date = Field(description="The day of the last check: year, month, day")


class Synonym(Model):
    """Words that people type into the search box for something that goes by another name here."""

    id: Id = Field(description="A name for this line")
    words: list[Text] = Field(min_length=1, description="What people type")
    roles: list[RoleRef] = Field(default=[], description="Ids of roles that they mean")
    qualifications: list[QualificationRef] = Field(default=[], description="Ids of qualifications that they mean")
    skills: list[SkillRef] = Field(default=[], description="Ids of skills that they mean")
    funding: list[FundingRef] = Field(default=[], description="Ids of ways to pay that they mean")


class Shortcut(Model):
    """A filtered list of roles that search offers. `query` is what the address of the list has after its question mark."""

    id: Id = Field(description="A name for this line")
    title: Text = Field(description="The name of the list")
    summary: Text = Field(description="What the list holds, in one sentence")
    words: list[Text] = Field(default=[], description="What people type")
    query: Annotated[str, StringConstraints(pattern=r"^[a-z]+=[a-z0-9,-]+(&[a-z]+=[a-z0-9,-]+)*$", max_length=200)] = Field(
        description="What the address of the list of roles has after its question mark", examples=["flag=no-degree"]
    )


class Nearest(Model):
    """The level of another framework that comes nearest."""

    title: Exact = Field(description="The framework and the level or levels there", examples=["SCQF 5", "SCQF 9 to 10"])
    where: Text = Field(description="Where it is used", examples=["Scotland"])


class Level(Model):
    """What an RQF level means in everyday words, and its neighbours in other frameworks."""

    level: int = Field(ge=0, le=8, description="The RQF level, 0 to 8; 0 is entry level")
    title: Text = Field(description="Its name")
    everyday: Text = Field(description="What everyday certificates have this level")
    nearest: list[Nearest] = Field(default=[], description="The nearest levels of other frameworks")


class Article(Entry):
    """The front matter of a guidance article; the Markdown below it is the article."""

    summary: Text = Field(description="What the article is about, in one sentence")
    in_short: list[Line] = Field(min_length=2, max_length=6, description="The article in two to six lines, for those who read no further")
    do_now: list[Line] = Field(min_length=1, max_length=6, description="What to do today, one to six lines")
    theme: Text | None = Field(default=None, description="The heading under which the list of articles shows it")
    order: int = Field(default=100, description="Its place in the list of articles; lower comes first")
    roles: list[RoleRef] = Field(default=[], description="Ids of roles that show the article")
    qualifications: list[QualificationRef] = Field(default=[], description="Ids of qualifications that show the article")
    skills: list[SkillRef] = Field(default=[], description="Ids of skills that show the article")
    funding: list[FundingRef] = Field(default=[], description="Ids of ways to pay that the article is about")
    sources: list[Source] = Field(default=[], description="Where its facts come from")
    reviewed: date = Field(description="The day of the last check: year, month, day")


class PlainPage(Entry):
    """The front matter of a page such as About."""

    summary: Text = Field(description="What the page is about, in one sentence")
    reviewed: date = Field(description="The day of the last check: year, month, day")


class Pack(Entry):
    """A pack that is made ready as one PDF: posters first, then what a school leaver can start in, all roles of ladders, single roles."""

    summary: Text = Field(description="What the pack is for, in one sentence")
    posters: list[LadderRef] = Field(default=[], description="Ids of ladders whose posters come first")
    open: bool = Field(default=False, description="Every role that asks for nothing set")
    ladders: list[LadderRef] = Field(default=[], description="Ids of ladders of which all roles go in")
    roles: list[RoleRef] = Field(default=[], description="Ids of single roles")

    @model_validator(mode="after")
    def not_empty(self) -> Pack:
        if not (self.posters or self.open or self.ladders or self.roles):
            raise wrong("this pack is empty", "Give it one of: posters, open, ladders, roles.")
        return self
