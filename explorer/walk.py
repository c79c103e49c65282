"""Finds the references and the Markdown in a model by its annotations, so that each format is described once."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, cast, get_args, get_origin

from pydantic import BaseModel

from explorer.fields import Markup, Refers
from explorer.read import Path_

Mark = Refers | Markup
Found = tuple[Path_, Mark, str]


def marked(value: BaseModel, path: Path_ = ()) -> Iterator[Found]:
    """Every reference and every Markdown text in the value: its path, its mark and what stands there."""
    for name, annotation, marks in _fields(type(value)):
        yield from _marked(getattr(value, name), annotation, marks, (*path, name))


def marked_in(raw: Mapping[str, Any], model: type[BaseModel], path: Path_ = ()) -> Iterator[Found]:
    """The same in fields as a file has them, right or not. What has no form in which a mark could stand is passed over."""
    for name, annotation, marks in _fields(model):
        yield from _marked(raw.get(name), annotation, marks, (*path, name))


@cache
def _fields(model: type[BaseModel]) -> list[tuple[str, Any, tuple[Mark, ...]]]:
    """The fields of a model that hold something marked, at any depth."""
    fields = []
    for name, info in model.model_fields.items():
        marks = tuple(mark for mark in info.metadata if isinstance(mark, Mark))
        if marks or _holds_marks(cast("Hashable", info.annotation)):
            fields.append((name, info.annotation, marks))
    return fields


@cache
def _holds_marks(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return bool(_fields(annotation))
    if get_origin(annotation) is Annotated and any(isinstance(mark, Mark) for mark in get_args(annotation)[1:]):
        return True
    return any(_holds_marks(part) for part in get_args(annotation) if not isinstance(part, str | Mark))


def _marked(value: Any, annotation: Any, marks: tuple[Mark, ...], path: Path_) -> Iterator[Found]:
    if value is None:
        return
    if isinstance(value, BaseModel):
        yield from marked(value, path)
        return
    if isinstance(value, dict) and (model := _model(annotation)):
        yield from marked_in(value, model, path)
        return
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        marks = tuple(mark for mark in parts[1:] if isinstance(mark, Mark))
        yield from _marked(value, parts[0], marks, path)
    elif isinstance(value, str):
        if origin in (Union, UnionType):
            marks = marks or tuple(mark for part in parts for mark in get_args(part)[1:] if isinstance(mark, Mark))
        yield from ((path, mark, value) for mark in marks)
    elif isinstance(value, list) and (item := _list_item(annotation)):
        for index, element in enumerate(value):
            yield from _marked(element, item, (), (*path, index))
    elif isinstance(value, dict) and origin is dict:
        key_type, item = parts
        for key, element in value.items():
            yield from _marked(key, key_type, (), (*path, key))
            yield from _marked(element, item, (), (*path, key))


def _list_item(annotation: Any) -> Any:
    """What a list's annotation says of its items; of a union, the part that is a list. None where no list belongs."""
    found = next((part for part in _parts(annotation) if get_origin(part) is list), None)
    return get_args(found)[0] if found else None


def _model(annotation: Any) -> type[BaseModel] | None:
    """The model that stands here by itself or in a union."""
    return next((part for part in _parts(annotation) if isinstance(part, type) and issubclass(part, BaseModel)), None)


def _parts(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
