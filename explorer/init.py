"""A new site in a folder of its own: a copy of the generator, and the starter content with the settings that were asked."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from explorer import schemas
from explorer.assets import PROJECT
from explorer.new import RefusedError
from explorer.read import Document, read_file
from explorer.settings import Organisation, Site
from explorer.site import Options, gather

STARTER = PROJECT / "explorer" / "starter"
SETTINGS = "content/site.yaml"
# What a new site has of this project, beside the starter: everything that its commands and workflows need, and no content.
GENERATOR = (
    ".ci/links_issue.py",
    ".github/ISSUE_TEMPLATE",
    ".github/PULL_REQUEST_TEMPLATE.md",
    ".github/workflows/audit.yml",
    ".github/workflows/links.yml",
    ".github/workflows/publish.yml",
    ".gitignore",
    ".vscode",
    "LICENSE",
    "build.py",
    "docs",
    "explorer",
    "locales",
    "preview",
    "requirements",
    "schemas",
    "static",
    "templates",
)
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", ".cache")


@dataclass(frozen=True)
class Setting:
    """One setting that is asked. path: where it stands in content/site.yaml; like: what a good answer looks like."""

    name: str
    ask: str
    path: tuple[str, ...]
    field: FieldInfo
    like: str


SETTINGS_ASKED = (
    Setting("title", "Title of the site", ("title",), Site.model_fields["title"], "a few words"),
    Setting("organisation", "Who runs it", ("organisation", "name"), Organisation.model_fields["name"], "a name"),
    Setting("email", "E-mail address for readers", ("organisation", "email"), Organisation.model_fields["email"], "name@example.org"),
    Setting(
        "base-url", "Its public address, ending in a slash", ("base_url",), Site.model_fields["base_url"], "https://example.org/careers/"
    ),
)


def suggested() -> dict[str, str]:
    """The answers of the starter, by the names of the settings."""
    document = _settings(STARTER)
    return {setting.name: str(_at(document.value, setting.path)) for setting in SETTINGS_ASKED}


def answered(given: Mapping[str, str], ask: Callable[[str], str] | None) -> dict[str, str]:
    """All answers: those given, and the rest by asking, or as the starter has them where nobody is to be asked. Raises RefusedError."""
    usual = suggested()
    answers: dict[str, str] = {}
    for setting in SETTINGS_ASKED:
        answer = given.get(setting.name, "").strip()
        if not answer:
            answer = _asked(setting, usual[setting.name], ask) if ask else usual[setting.name]
        if wrong := fault(setting, answer):
            raise RefusedError(f"--{setting.name}: {wrong}")
        answers[setting.name] = answer
    return answers


def fault(setting: Setting, answer: str) -> str | None:
    """What is wrong with an answer, and what to do; None when it is good."""
    kind: Any = Annotated[setting.field.annotation, setting.field]
    try:
        TypeAdapter(kind).validate_python(answer)
    except ValidationError:
        return f"'{answer}' will not do. Write it like this: {setting.like}."
    return None if answer.isprintable() else "This holds a character that cannot be seen. Type it again."


def refusal(folder: Path) -> str | None:
    """Why a new site cannot go to this folder, and what to do; None when it can."""
    if folder == PROJECT or PROJECT in folder.parents:
        return f"{folder} lies inside this project. Choose a folder outside, such as ../{folder.name}."
    if folder.is_dir() and any(folder.iterdir()):
        return f"{folder} is not empty. Choose a new folder; nothing that is there is ever replaced."
    if folder.exists() and not folder.is_dir():
        return f"{folder} is a file. Choose a new folder."
    return None


def make(folder: Path, answers: Mapping[str, str]) -> None:
    """Makes the site beside the folder and renames it, so that it is whole or not there. Raises OSError, or RefusedError."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = folder.with_name(f".{folder.name}.new-{os.getpid()}")
    beside.mkdir()
    try:
        for name in GENERATOR:
            _copy(PROJECT / name, beside / name)
        shutil.rmtree(beside / schemas.FOLDER)
        shutil.copytree(STARTER, beside, ignore=LEFT_OUT, dirs_exist_ok=True)
        _put_in(beside, answers)
        schemas.write(beside / schemas.FOLDER, gather(Options(beside, beside, jobs=1, cache=False)).ids)
        if folder.exists():
            folder.rmdir()
        beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=LEFT_OUT)
    else:
        shutil.copy2(source, target)


def _put_in(site: Path, answers: Mapping[str, str]) -> None:
    """Writes the answers into the settings, in place of those of the starter, and the title into the README."""
    usual = suggested()
    for setting in SETTINGS_ASKED:
        _replace(site / SETTINGS, rf"^( *{setting.path[-1]}: ){re.escape(usual[setting.name])}$", _quoted(answers[setting.name]))
    _replace(site / "README.md", r"\A(# ).*$", answers["title"])


def _quoted(text: str) -> str:
    """A text as YAML, in quotation marks only where it needs them."""
    return (
        text
        if re.fullmatch(r"[A-Za-z][\w ]*", text) and text.lower() not in ("null", "true", "false")
        else json.dumps(text, ensure_ascii=False)
    )


def _replace(file: Path, pattern: str, words: str) -> None:
    text, count = re.subn(pattern, lambda found: found[1] + words, file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    if not count:
        raise RefusedError(f"The starter's {file.name} lacks a line that {pattern} finds. It must have it.")
    file.write_text(text, encoding="utf-8")


def _settings(root: Path) -> Document:
    document = read_file(root, root / SETTINGS)
    if not isinstance(document, Document):
        raise RefusedError("\n".join(map(str, document)))
    return document


def _at(value: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def _asked(setting: Setting, usual: str, ask: Callable[[str], str]) -> str:
    """The answer to a question, asked until it is a good one. Nothing takes what is suggested."""
    while True:
        answer = ask(f"{setting.ask} [{usual}]: ").strip() or usual
        if not (wrong := fault(setting, answer)):
            return answer
        print(f"  {wrong}")
