"""What others wrote: pinned by hashes, looked after, and listed."""

from __future__ import annotations

import hashlib
import json
import re
from importlib import resources
from pathlib import Path
from typing import Any

import cyclonedx.schema
import pytest
import yaml
from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7
from sites import PROJECT

from explorer import sbom
from explorer.cli import main

LISTS = sorted((PROJECT / "requirements").glob("*.txt"))


@pytest.mark.parametrize("file", LISTS, ids=lambda path: path.name)
def test_every_python_package_is_pinned_by_version_and_hashes(file: Path) -> None:
    lines = re.sub(r"\\\n\s*", "", file.read_text()).splitlines()
    pinned = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    assert pinned
    loose = [line for line in pinned if not re.fullmatch(r"[\w.-]+==[^\s;]+( ; [^-]+)?\s*(\s*--hash=sha256:[0-9a-f]{64})+\s*", line)]
    assert loose == []
    assert file.with_suffix(".in").exists(), "every list is compiled from one that people write"


def test_npm_packages_are_pinned_by_version_and_hashes() -> None:
    packages = json.loads((PROJECT / "package-lock.json").read_text())["packages"]
    assert [name for name, package in packages.items() if name and not package.get("integrity", "").startswith("sha512-")] == []
    wanted = json.loads((PROJECT / "package.json").read_text())["devDependencies"]
    assert all(re.fullmatch(r"\d+(\.\d+)+", version) for version in wanted.values())


def test_vendored_files_are_what_their_publishers_published() -> None:
    listed: dict[str, str] = {}
    for one in sbom.vendored():
        assert (PROJECT / "static" / one["licence_file"]).stat().st_size > 500, f"{one['name']} lacks its licence"
        listed |= one["files"]
    there = [file for folder in ("vendor", "fonts") for file in (PROJECT / "static" / folder).rglob("*") if file.is_file()]
    there = [file for file in there if file.suffix not in (".md", ".txt")]
    assert {file.relative_to(PROJECT / "static").as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in there} == listed


def _validator() -> Draft7Validator:
    """CycloneDX's own schema, with what it refers to."""
    folder = resources.files(cyclonedx.schema) / "_res"
    schemas = {file.name: json.loads(file.read_text()) for file in folder.iterdir() if file.name.endswith(".schema.json")}
    main_schema = schemas["bom-1.6.SNAPSHOT.schema.json"]
    beside = main_schema["$id"].rpartition("/")[0]
    resources_ = ((f"{beside}/{name}", DRAFT7.create_resource(schema)) for name, schema in schemas.items())
    registry: Registry[Any] = Registry().with_resources(resources_)
    return Draft7Validator(main_schema, registry=registry)


def test_the_bill_of_materials_is_cyclonedx_and_names_everything(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sbom"]) == 0
    text = capsys.readouterr().out
    bill = json.loads(text)
    assert [error.message for error in _validator().iter_errors(bill)] == []
    assert list(_validator().iter_errors(bill | {"bomFormat": "Another"})), "the schema is looked at"
    scopes = {one["purl"]: one["scope"] for one in bill["components"]}
    assert len(scopes) == len(bill["components"])
    for file in LISTS:
        for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", file.read_text(), re.MULTILINE):
            assert f"pkg:pypi/{name}@{version}" in scopes
    kinds = {purl.partition("@")[0] if "%" not in purl else purl.rpartition("@")[0]: scope for purl, scope in scopes.items()}
    assert kinds["pkg:pypi/jinja2"] == kinds["pkg:npm/minisearch"] == kinds["pkg:npm/%40fontsource/atkinson-hyperlegible"] == "required"
    assert (kinds["pkg:pypi/weasyprint"], kinds["pkg:pypi/pytest"], kinds["pkg:npm/typescript"]) == ("optional", "excluded", "excluded")
    assert main(["sbom"]) == 0
    assert capsys.readouterr().out == text, "the same project gives the same bytes"


@pytest.mark.parametrize("folder", [".github", "explorer/starter/.github"])
def test_newer_versions_are_proposed_by_themselves(folder: str) -> None:
    settings = yaml.safe_load((PROJECT / folder / "dependabot.yml").read_text())
    looked_after = {one["package-ecosystem"] for one in settings["updates"]}
    assert {"pip", "github-actions"} <= looked_after
    assert ("npm" in looked_after) == (folder == ".github"), "a site made by init has no package.json"
