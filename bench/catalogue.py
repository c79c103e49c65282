"""A made-up catalogue of any size in the real format: `python -m bench.catalogue 1000 FOLDER`.

Roles, qualifications and articles are those of the project with new names, so that they are as rich as real ones: ladders of twelve,
a third as many qualifications as roles, a fifth as many articles. The same number and seed give the same files.
"""

from __future__ import annotations

import argparse
import copy
import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from explorer.read import Document, read_file

PROJECT = Path(__file__).parent.parent
LINK = re.compile(r"\[([^\]]*)\]\(\s*<?(?:role|ladder|qualification|article|skill|funding|body|word|page):[^)]*\)")
LADDER, STAGES = 12, ("entry", "experienced", "associate", "practitioner", "senior", "advanced")
SHARED = (
    "pathways/bodies.yaml", "pathways/funding.yaml", "pathways/groups.yaml", "pathways/levels.yaml", "pathways/pay.yaml",
    "pathways/skills.yaml", "pathways/stages.yaml", "pathways/vocabulary.yaml", "content/glossary.yaml",
)  # fmt: skip
Entry = dict[str, Any]


def write(folder: Path, count: int, seed: int = 1) -> None:
    """Writes a site of so many roles into a new folder."""
    chance = random.Random(seed)
    shutil.rmtree(folder, ignore_errors=True)
    names = [f"role-{number}" for number in range(count)]
    needs = [f"qualification-{number}" for number in range(max(1, count // 3))]
    roles = [role for file in _files("pathways/ladders/*.yaml") for role in _plain(_read(file).value)["roles"] if role.get("sources")]
    articles = [_read(file) for file in _files("content/guidance/*.md")]
    instead = {role["id"]: chance.choice(names) for role in roles} | {one.value["id"]: "article-0" for one in articles}
    for name in SHARED:
        _save(folder / name, _plain(_read(name).value))
    _save(folder / "content/plan.yaml", _exchanged(_plain(_read("content/plan.yaml").value), instead))
    ladder = _plain(_read(_files("pathways/ladders/*.yaml")[0]).value)
    for at in range(0, count, LADDER):
        here = names[at : at + LADDER]
        made = [_role(chance.choice(roles), id_, place, here, names, needs, chance) for place, id_ in enumerate(here)]
        used = dict.fromkeys(role["stage"] for role in made)
        own = {
            "id": f"ladder-{at // LADDER}",
            "title": f"Ladder {at // LADDER}",
            "includes": [],
            "stages": {id_: id_.title() for id_ in used},
        }
        own["group"] = ("clinical", "non-clinical", "social-care")[at // LADDER % 3]
        _save(folder / f"pathways/ladders/{own['id']}.yaml", {**ladder, **own, "roles": made})
    kinds = [one for file in _files("pathways/qualifications/*.yaml") for one in _plain(_read(file).value)["qualifications"]]
    kinds = [one for one in kinds if one.get("status", "open") != "closed" and one["kind"] != "registration"]
    for at in range(0, len(needs), LADDER):
        some = [_qualification(chance.choice(kinds), number, needs, chance) for number in range(at, min(at + LADDER, len(needs)))]
        _save(folder / f"pathways/qualifications/part-{at // LADDER}.yaml", {"qualifications": some})
    for number in range(max(1, count // 5)):
        article = chance.choice(articles)
        front = _plain(article.value) | {"id": f"article-{number}", "title": f"Article {number}", "order": number + 1}
        front |= {"roles": chance.sample(names, min(4, count)), "qualifications": chance.sample(needs, 1)}
        front.pop("was", None)
        text = f"---\n{_dump(front)}---\n{_without_links(article.body)}"
        _put(folder / f"content/guidance/{front['id']}.md", text)
    site = _exchanged(_plain(_read("content/site.yaml").value), instead) | {"routes": [], "budgets": []}
    for start in site["home"]["starts"]:
        start["roles"] = chance.sample(names, min(4, count))
    _save(folder / "content/site.yaml", site)
    for file in _files("content/pages/*.md"):
        page = _read(file)
        _put(folder / file, f"---\n{_dump(_plain(page.value))}---\n{_without_links(page.body)}")


def _role(like: Entry, id_: str, place: int, here: list[str], names: list[str], needs: list[str], chance: random.Random) -> Entry:
    role = _named(like, id_)
    role["stage"] = STAGES[place // 2]
    sources = [source["id"] for source in role["sources"]]
    moves = [copy.deepcopy(move) for move in role.get("moves", [])]
    ends = dict.fromkeys([*here[place + 1 : place + 3], *chance.sample(names, min(3, len(names)))])
    ends.pop(id_, None)
    role["moves"] = [
        {"kind": "sideways", "months": [1, 6], "how": "Ask for a day there.", "source": sources[0], "checked": "2026-11-01"}
        | {key: move[key] for key in ("how", "months") if key in move}
        | {"to": end, "needs": [{"qualification": chance.choice(needs), "strength": "usual"}]}
        for end, move in zip(ends, [*moves, *[{}] * len(ends)], strict=False)
    ]
    for entry in role["entry"]:
        if entry.get("from_roles"):
            entry["from_roles"] = [chance.choice([name for name in here if name != id_] or names)]
        if entry.get("gains"):
            entry["gains"] = [chance.choice(needs)]
        entry["needs"] = _needs(entry.get("needs", []), needs, chance)
    role["needs"] = _needs(role.get("needs", []), needs, chance)
    return role


def _needs(asked: list[Entry], needs: list[str], chance: random.Random) -> list[Entry]:
    """As many needs as the real role has, each for another qualification."""
    own = [need for need in asked if need.get("experience")]
    ids = chance.sample(needs, min(len(asked) - len(own), len(needs)))
    for need in own:
        need.pop("instead_of", None)
    return [*own, *({"qualification": id_, "strength": "helpful"} for id_ in ids)]


def _qualification(like: Entry, number: int, needs: list[str], chance: random.Random) -> Entry:
    one = _named(like, needs[number])
    for key in ("replaced_by", "counts_as", "same_as"):
        one.pop(key, None)
    one["builds_on"] = [chance.choice(needs[:number])] if number else []
    return one


def _named(like: Entry, id_: str) -> Entry:
    """A copy of an entry under a new id, without what must be told apart from others."""
    drop = ("was", "find", "also_called", "mixed_up_with")
    title = f"{like['title'][:40].rstrip()} {id_.rpartition('-')[2]}"
    return {key: copy.deepcopy(value) for key, value in like.items() if key not in drop} | {"id": id_, "title": title}


def _files(pattern: str) -> list[str]:
    return sorted(file.relative_to(PROJECT).as_posix() for file in PROJECT.glob(pattern))


def _read(name: str) -> Document:
    read = read_file(PROJECT, PROJECT / name)
    if not isinstance(read, Document):
        raise SystemExit("\n".join(map(str, read)))
    return read


def _plain(value: Any) -> Any:
    """A value without links to entries that this catalogue has not."""
    if isinstance(value, str):
        return _without_links(value)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return {key: _plain(item) for key, item in value.items()} if isinstance(value, dict) else value


def _exchanged(value: Any, instead: dict[str, str]) -> Any:
    """A value with other ids in the place of those that this catalogue has not."""
    if isinstance(value, str):
        return instead.get(value, value)
    if isinstance(value, list):
        return (
            list(dict.fromkeys(_exchanged(item, instead) for item in value))
            if all(isinstance(item, str) for item in value)
            else [_exchanged(item, instead) for item in value]
        )
    return {key: _exchanged(item, instead) for key, item in value.items()} if isinstance(value, dict) else value


def _without_links(text: str) -> str:
    return LINK.sub(r"\1", text)


def _dump(value: Any) -> str:
    return yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=140)


def _save(file: Path, value: Any) -> None:
    _put(file, _dump(value))


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def entries(folder: Path) -> Iterator[tuple[str, Entry, str]]:
    """Every entry of a written catalogue: its section, its values, and the Markdown below them."""
    for name in sorted((folder / "pathways/ladders").iterdir()):
        ladder = yaml.load(name.read_text(encoding="utf-8"), yaml.CSafeLoader)
        for role in ladder.pop("roles"):
            yield "roles", role | {"ladder": ladder["id"]}, ""
        yield "ladders", ladder, ""
    for name in sorted((folder / "pathways/qualifications").iterdir()):
        for one in yaml.load(name.read_text(encoding="utf-8"), yaml.CSafeLoader)["qualifications"]:
            yield "qualifications", one, ""
    for name in sorted((folder / "content/guidance").iterdir()):
        _, front, body = name.read_text(encoding="utf-8").split("---\n", 2)
        yield "guidance", yaml.load(front, yaml.CSafeLoader), body


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Writes a made-up catalogue.")
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write(given.folder, given.count, given.seed)
