"""The kinds of field that models are made of, and the base of all models.

Three kinds of text: `Text` is plain, `Line` is one paragraph of Markdown, `Prose` is Markdown with paragraphs and lists. `Exact` is the
same in every language: dates as a source gives them, codes, names of sources.
A field that names another entry is a `Ref`; `walk` finds these by their annotation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, GetJsonSchemaHandler, StringConstraints
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a string that names another entry; `kind` is one of `KINDS` or 'source' (one of the entry's own sources)."""

    kind: str

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The kind, for `schemas` to put in the ids to choose from."""
        return {**handler(schema), "refers": self.kind}


@dataclass(frozen=True, slots=True)
class Markup:
    """Marks a string as Markdown; `block` allows paragraphs and lists, otherwise it is one paragraph."""

    block: bool


@dataclass(frozen=True, slots=True)
class Words:
    """Marks a string as words for readers, which another language has others for."""


# Names that Windows keeps for devices, with any ending. An id becomes the name of a folder.
# Source: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def _no_device(id_: str) -> str:
    if DEVICE.fullmatch(id_):
        raise wrong(f"'{id_}' is a name that Windows keeps for itself", "Choose another id.")
    return id_


SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"

Id = Annotated[str, StringConstraints(pattern=SLUG, max_length=64), AfterValidator(_no_device)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400), Words()]
Exact = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1200), Markup(block=False)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=8000), Markup(block=True)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"']+$", max_length=600)]
Money = Annotated[float, Field(ge=0, le=10_000_000)]

StageRef = Annotated[str, Refers("stage")]
GroupRef = Annotated[str, Refers("group")]
LadderRef = Annotated[str, Refers("ladder")]
RoleRef = Annotated[str, Refers("role")]
QualificationRef = Annotated[str, Refers("qualification")]
SkillRef = Annotated[str, Refers("skill")]
BodyRef = Annotated[str, Refers("body")]
FundingRef = Annotated[str, Refers("funding")]
ScaleRef = Annotated[str, Refers("scale")]
NationRef = Annotated[str, Refers("nation")]
SettingRef = Annotated[str, Refers("setting")]
PatternRef = Annotated[str, Refers("pattern")]
InterestRef = Annotated[str, Refers("interest")]
ArticleRef = Annotated[str, Refers("article")]
SourceRef = Annotated[str, Refers("source")]

Strength = Literal["required", "usual", "helpful", "accepted"]
When = Literal["before", "after"]
Driving = Literal["required", "helpful", "no"]
Flag = Literal["open", "earn", "apprentice", "no-degree", "outside", "wage"]
MoveKind = Literal["step-up", "sideways", "specialise", "return"]
EntryKind = Literal["straight-in", "apprenticeship", "college", "university", "from-another-role", "volunteering", "returning"]
QualificationKind = Literal[
    "general",
    "award",
    "certificate",
    "diploma",
    "degree",
    "postgraduate",
    "apprenticeship",
    "registration",
    "short-course",
    "licence",
]


class Model(BaseModel):
    """Base of all models: unknown fields are refused, values never change after reading, 2 may stand for '2'."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


def wrong(problem: str, do: str) -> PydanticCustomError:
    """An error that `check` shows as it stands: what is wrong, and what to do about it."""
    return PydanticCustomError("said", "{problem}\n{do}", {"problem": problem, "do": do})
