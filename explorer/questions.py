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

    interests: list[InterestRef] = []
    settings: list[SettingRef] = []
    patterns: list[PatternRef] = []
    skills: list[SkillRef] = []
    groups: list[GroupRef] = []
    ladders: list[LadderRef] = []
    stages: list[StageRef] = []
    driving: list[Driving] = []
    flags: list[Flag] = []
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

    weight: int = Field(default=2, ge=1, le=20)


class Exclusion(Look):
    """Something that rules a role out. `otherwise`: the words beside the roles that are left."""

    otherwise: Text | None = None


class Answer(Model):
    """One answer, with what it looks for in a role. Without anything it is an answer that changes nothing."""

    id: Id
    title: Text
    fits: list[Weighing] = []
    misfits: list[Weighing] = []
    rules_out: list[Exclusion] = []


class Question(Model):
    """One question. Of `one` kind a single answer holds, the first until another is chosen; of `many`, as many as apply."""

    id: Id
    title: Text
    help: Line | None = None
    kind: Literal["one", "many"]
    answers: list[Answer] = Field(min_length=2)

    @model_validator(mode="after")
    def answers_differ(self) -> Question:
        _differ("answer", (answer.id for answer in self.answers))
        return self


class Match(Model):
    """The page that asks, and its questions in their order."""

    title: Text
    summary: Text
    lead: Line
    questions: list[Question] = Field(min_length=1, max_length=12)

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
