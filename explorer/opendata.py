"""The catalogue as open data: JSON with its schema, and two tables as CSV. The format is described in docs/data.md."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from explorer import __version__
from explorer.address import address
from explorer.catalogue import Catalogue
from explorer.models import Need, Role
from explorer.pay import Amounts, pay_lines

VERSION = "1.1"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def files(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """The files of `data/`: name and content."""
    yield "data/catalogue.json", json.dumps(as_json(catalogue), ensure_ascii=False, indent=1) + "\n"
    yield "data/catalogue.schema.json", json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"
    yield "data/roles.csv", _csv(ROLE_COLUMNS, (_role_row(catalogue, role) for role in catalogue.roles.values()))
    yield "data/qualifications.csv", _csv(QUALIFICATION_COLUMNS, _qualification_rows(catalogue))


def as_json(catalogue: Catalogue) -> dict[str, Any]:
    """The whole catalogue as plain values, each entry with its id, title and public address."""
    site = catalogue.site
    return {
        "version": VERSION,
        "site": {
            "title": site.title,
            "url": site.base_url,
            "language": site.language,
            "licence": site.licence.model_dump(),
            "generator": f"Pathway Explorer {__version__}",
        },
        "stages": [_entry(catalogue, "stage", stage) for stage in catalogue.stages.values()],
        "groups": [_entry(catalogue, "group", group) for group in catalogue.groups.values()],
        "ladders": [
            {
                **_entry(catalogue, "ladder", ladder, {"roles", "includes"}),
                "roles": [
                    {"role": standing.role.id, "stage": standing.stage.id, "home": standing.home}
                    for standing in catalogue.on_ladder(ladder)
                ],
            }
            for ladder in catalogue.ladders.values()
        ],
        "roles": [_role(catalogue, role) for role in catalogue.roles.values()],
        "qualifications": [_entry(catalogue, "qualification", entry) for entry in catalogue.qualifications.values()],
        "skills": [_entry(catalogue, "skill", entry) for entry in catalogue.skills.values()],
        "bodies": [{**_entry(catalogue, "body", body, {"url"}), "website": body.url} for body in catalogue.bodies.values()],
        "funding": [{**_entry(catalogue, "funding", entry, {"url"}), "website": entry.url} for entry in catalogue.funding.values()],
        "words": [_entry(catalogue, "word", word) for word in catalogue.words.values()],
        "articles": [_entry(catalogue, "article", written.front) for written in catalogue.articles.values()],
    }


def _plain(model: BaseModel, without: set[str] | None = None) -> dict[str, Any]:
    return model.model_dump(mode="json", exclude={"was", *(without or set())}, exclude_none=True)


def _entry(catalogue: Catalogue, kind: str, model: Any, without: set[str] | None = None) -> dict[str, Any]:
    values = _plain(model, without)
    url = catalogue.site.base_url + address(kind, model.id)
    return {"id": values.pop("id"), "title": values.pop("title"), "url": url, **values}


def _role(catalogue: Catalogue, role: Role) -> dict[str, Any]:
    values = _entry(catalogue, "role", role, {"pay", "needs", "moves", "stage"})
    return {
        **{name: values.pop(name) for name in ("id", "title", "url", "also_called")},
        "ladders": [standing.ladder.id for standing in catalogue.standings[role.id]],
        "stage": role.stage,
        "summary": values.pop("summary"),
        "pay": [_pay(line) for line in pay_lines(catalogue, role)],
        "requires": [_plain(need) for need in role.needs],
        "skills": values.pop("skills"),
        "moves": [
            {
                "to": move.to,
                "kind": move.kind,
                "months": {"min": move.months.low, "max": move.months.high},
                "needs": [_plain(need) for need in move.needs],
                "how": move.how,
                "source": move.source,
                "checked": move.checked.isoformat(),
            }
            for move in role.moves
        ],
        **values,
    }


def _pay(line: Any) -> dict[str, Any]:
    def amounts(pair: Amounts) -> dict[str, float | None]:
        return {"low": pair[0], "high": pair[1]}

    return {
        "nations": list(line.nations),
        "label": line.label or None,
        "year": amounts(line.year),
        "hour": amounts(line.hour),
        "stated_per": line.stated,
        "as_of": line.as_of,
        "source": line.source.url if line.source else None,
        "note": line.note,
    }


ROLE_COLUMNS = ("id", "title", "also_called", "url", "home_ladder", "ladders", "stage", "summary", "pay", "no_set_requirements",
                "required", "usual", "leads_to", "soc2020", "reviewed")  # fmt: skip
QUALIFICATION_COLUMNS = ("id", "title", "url", "kind", "level", "status", "replaced_by", "code", "formerly", "builds_on", "roles",
                         "summary", "reviewed")  # fmt: skip


def _role_row(catalogue: Catalogue, role: Role) -> list[Any]:
    pay = [f"{line.label} {_amount(line)} ({line.as_of})".strip() for line in pay_lines(catalogue, role)]
    return [
        role.id, role.title, _many(role.also_called), catalogue.site.base_url + address("role", role.id), catalogue.home[role.id],
        _many(standing.ladder.id for standing in catalogue.standings[role.id]), role.stage, role.summary, _many(pay),
        "yes" if role.no_set_requirements else "no", _asked(role, "required"), _asked(role, "usual"),
        _many(move.to for move in role.moves), role.codes.soc2020 or "", role.reviewed.isoformat(),
    ]  # fmt: skip


def _amount(line: Any) -> str:
    low, high = line.year if line.stated == "year" else line.hour
    return f"{low:g} to {high:g} a {line.stated}" if high is not None else f"{low:g} a {line.stated}"


def _asked(role: Role, strength: str) -> str:
    return _many(_need(need) for need in role.needs if need.strength == strength)


def _need(need: Need) -> str:
    if need.any_of:
        return " or ".join(choice if isinstance(choice, str) else " and ".join(choice) for choice in need.any_of)
    return need.qualification or str(need.experience)


def _qualification_rows(catalogue: Catalogue) -> Iterator[list[Any]]:
    for entry in catalogue.qualifications.values():
        roles = _many(asking.role.id for asking in catalogue.askings[entry.id])
        yield [
            entry.id, entry.title, catalogue.site.base_url + address("qualification", entry.id), entry.kind,
            "" if entry.level is None else entry.level, entry.status, entry.replaced_by or "", entry.code or "", _many(entry.formerly),
            _many(entry.builds_on), roles, entry.summary, entry.reviewed.isoformat(),
        ]  # fmt: skip


def _many(values: Iterable[str]) -> str:
    return "; ".join(values)


def _csv(columns: Iterable[str], rows: Iterable[list[Any]]) -> str:
    """A table as RFC 4180 has it; text that a spreadsheet would run as a formula starts with an apostrophe."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell for cell in row])
    return target.getvalue()


def schema() -> dict[str, Any]:
    """The JSON Schema of `catalogue.json`. Source: https://json-schema.org/draft/2020-12"""
    text: dict[str, Any] = {"type": "string"}
    texts = {"type": "array", "items": text}

    def entries(required: list[str], **properties: Any) -> dict[str, Any]:
        base = {"id": text, "title": text, "url": {"type": "string", "format": "uri"}}
        return {"type": "array", "items": {"type": "object", "required": ["id", "title", *required], "properties": {**base, **properties}}}

    need = {
        "type": "object",
        "required": ["strength"],
        "properties": {
            "qualification": text,
            "any_of": {"type": "array", "items": {"anyOf": [text, texts]}},
            "experience": text,
            "strength": {"enum": ["required", "usual", "helpful", "accepted"]},
            "when": {"enum": ["before", "after"]},
            "within_months": {"type": "integer", "minimum": 1},
            "nations": texts,
        },
    }
    amounts = {
        "type": "object",
        "required": ["low", "high"],
        "properties": {"low": {"type": "number"}, "high": {"type": ["number", "null"]}},
    }
    move = {
        "type": "object",
        "required": ["to", "kind", "months", "needs"],
        "properties": {
            "to": text,
            "kind": {"enum": ["step-up", "sideways", "specialise", "return"]},
            "months": {
                "type": "object",
                "required": ["min", "max"],
                "properties": {"min": {"type": "integer", "minimum": 0}, "max": {"type": "integer", "minimum": 0}},
            },
            "needs": {"type": "array", "items": need},
        },
    }
    pay = {
        "type": "object",
        "required": ["nations", "year", "hour", "as_of"],
        "properties": {"nations": texts, "year": amounts, "hour": amounts, "as_of": text, "stated_per": {"enum": ["year", "hour"]}},
    }
    sources = {"type": "array", "items": {"type": "object", "required": ["id", "title", "url", "as_of"]}}
    day = {"type": "string", "format": "date"}
    lists = {
        "stages": entries(["url", "summary"]),
        "groups": entries(["url", "summary"]),
        "ladders": entries(["url", "group", "stages", "roles"], stages={"type": "object"}),
        "roles": entries(
            ["url", "also_called", "ladders", "stage", "summary", "pay", "requires", "skills", "moves", "sources", "reviewed"],
            also_called=texts, ladders=texts, stage=text, summary=text, pay={"type": "array", "items": pay},
            requires={"type": "array", "items": need}, moves={"type": "array", "items": move}, sources=sources, reviewed=day,
        ),
        "qualifications": entries(["url", "kind", "summary", "sources", "reviewed"], level={"type": "integer", "minimum": 0, "maximum": 8}),
        "skills": entries(["url", "kind", "summary", "reviewed"]),
        "bodies": entries(["url", "short", "kind", "website", "sources", "reviewed"]),
        "funding": entries(["url", "who", "amount", "website", "sources", "reviewed"]),
        "words": entries(["url", "meaning", "reviewed"]),
        "articles": entries(["url", "summary", "reviewed"]),
    }  # fmt: skip
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Pathway Explorer catalogue",
        "type": "object",
        "required": ["version", "site", *lists],
        "properties": {"version": {"const": VERSION}, "site": {"type": "object", "required": ["title", "url", "language"]}, **lists},
    }
