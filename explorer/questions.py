"""The questions that match people with roles: the model of `content/match.yaml`.

What a question asks and what its answers weigh is content. The engine knows only the kinds of question, and what can be looked for in
a role.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field, model_validator

from explorer.fields import (
    Driving,
    Flag,
    GroupRef,
    Id,
    InterestRef,
    LadderRef,
    Line,
    Model,
    PatternRef,
    SettingRef,
    SkillRef,
    StageRef,
    Text,
    wrong,
)


class Look(Model):
    """What an answer looks for in a role. All fields that are given must hold; of a list, one value is enough."""

    interests: list[InterestRef] = Field(default=[], description="Interests of the role")
    settings: list[SettingRef] = Field(default=[], description="Places of work")
    patterns: list[PatternRef] = Field(default=[], description="Shift patterns")
    skills: list[SkillRef] = Field(default=[], description="Skills that the role uses")
    groups: list[GroupRef] = Field(default=[], description="Groups of ladders")
    ladders: list[LadderRef] = Field(default=[], description="Ladders on which the role stands")
    stages: list[StageRef] = Field(default=[], description="Stages at which the role stands")
    driving: list[Driving] = Field(default=[], description="What the role says of driving")
    flags: list[Flag] = Field(default=[], description="What must be true of the role")
    lacks: list[Flag] = Field(default=[], description="Flags of which the role has none")
    level: list[Annotated[int, Field(ge=0, le=8)]] | None = Field(
        default=None, min_length=2, max_length=2, description="The usual level to get in, from and to; 0 where none is set"
    )
    says: Text = Field(description="The words for it, as they stand beside the role")

    @model_validator(mode="after")
    def looks_for_something(self) -> Look:
        if not any(getattr(self, name) for name in Look.model_fields if name != "says"):
            raise wrong("this looks for nothing", "Say what to look for: interests, settings, patterns, skills, level, flags or the like.")
        return self


class Weighing(Look):
    """Something that speaks for a role or against it, and how much it weighs."""

    weight: int = Field(default=2, ge=1, le=20, description="How much it counts, 2 unless said otherwise")


class Exclusion(Look):
    """Something that rules a role out. `otherwise`: the words beside the roles that are left."""

    otherwise: Text | None = Field(default=None, description="The words beside the roles that are left")


class Answer(Model):
    """One answer, with what it looks for in a role. Without anything it is an answer that changes nothing."""

    id: Id = Field(description="The answer's name in addresses; it stays for good")
    title: Text = Field(description="The answer in words")
    fits: list[Weighing] = Field(default=[], description="What speaks for a role")
    misfits: list[Weighing] = Field(default=[], description="What speaks against a role")
    rules_out: list[Exclusion] = Field(default=[], description="What takes a role off the list")


class Question(Model):
    """One question. Of `one` kind a single answer holds, the first until another is chosen; of `many`, as many as apply."""

    id: Id = Field(description="The question's name in addresses; it stays for good")
    title: Text = Field(description="The question in words")
    help: Line | None = Field(default=None, description="A line below the question")
    kind: Literal["one", "many"] = Field(description="one: a single answer; many: as many as apply")
    answers: list[Answer] = Field(min_length=2, description="The answers, in their order")

    @model_validator(mode="after")
    def answers_differ(self) -> Question:
        _differ("answer", (answer.id for answer in self.answers))
        return self


class Match(Model):
    """The page that asks, and its questions in their order."""

    title: Text = Field(description="The title of the page")
    summary: Text = Field(description="What the page is for, in one sentence")
    lead: Line = Field(description="The words at the top of the page")
    questions: list[Question] = Field(min_length=1, max_length=12, description="The questions, in their order")

    @model_validator(mode="after")
    def questions_differ(self) -> Match:
        _differ("question", (question.id for question in self.questions))
        return self


def _differ(noun: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for id_ in ids:
        if id_ in seen:
            raise wrong(f"two {noun}s have the id '{id_}'", "Give one of them another id.")
        seen.add(id_)
