"""What the project is made of that others wrote, as a CycloneDX bill of materials.

The pinned lists in `requirements/` and `package-lock.json` say it; nothing is asked of the network or of what is installed, so the same
project gives the same bytes. Source of the format: https://cyclonedx.org/docs/1.6/json/
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

import yaml

from explorer import __version__
from explorer.assets import PROJECT

PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)", re.MULTILINE | re.IGNORECASE)
# How the lists are used: what a build cannot do without, what some commands need, and what makes or looks after the project.
REQUIRED, OPTIONAL, EXCLUDED = "required", "optional", "excluded"
SCOPES = {"build": REQUIRED, "audit": EXCLUDED, "test": EXCLUDED}


def as_json(project: Path = PROJECT) -> str:
    """The bill of the project in this folder: Python packages, browser files and fonts, tools from npm."""
    components = sorted([*_python(project), *_vendored(project), *_npm(project)], key=lambda one: str(one["bom-ref"]))
    serial = uuid5(NAMESPACE_URL, json.dumps([__version__, components]))
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "bom-ref": "pathway-explorer", "name": "pathway-explorer", "version": __version__}
        },
        "components": components,
    }
    return json.dumps(bill, indent=2) + "\n"


def _component(kind: str, name: str, version: str, scope: str, **more: Any) -> dict[str, Any]:
    package = f"pkg:{kind}/{quote(name, safe='/')}@{version}"
    return {"type": "library", "bom-ref": package, "name": name, "version": version, "scope": scope, "purl": package, **more}


def _python(project: Path) -> Iterator[dict[str, Any]]:
    """The packages of all lists, each once, by the list that needs it most."""
    scopes: dict[tuple[str, str], str] = {}
    for file in sorted((project / "requirements").glob("*.txt")):
        scope = SCOPES.get(file.stem, OPTIONAL)
        for name, version in PINNED.findall(file.read_text(encoding="utf-8")):
            package = (re.sub(r"[-_.]+", "-", name).lower(), version)
            scopes[package] = min(scope, scopes.get(package, scope), key=(REQUIRED, OPTIONAL, EXCLUDED).index)
    yield from (_component("pypi", name, version, scope) for (name, version), scope in scopes.items())


def vendored(project: Path = PROJECT) -> list[dict[str, Any]]:
    """The browser files by others, as `requirements/vendored.yaml` lists them."""
    return list(yaml.safe_load((project / "requirements" / "vendored.yaml").read_text(encoding="utf-8")))


def _vendored(project: Path) -> Iterator[dict[str, Any]]:
    for one in vendored(project):
        files = [
            {"type": "file", "name": f"static/{name}", "hashes": [{"alg": "SHA-256", "content": content}]}
            for name, content in one["files"].items()
        ]
        licences = [{"license": {"id": one["licence"]}}]
        yield _component("npm", one["name"], one["version"], REQUIRED, description=one["for"], licenses=licences, components=files)


def _npm(project: Path) -> Iterator[dict[str, Any]]:
    """The tools of the tests. A site made by `init` has none."""
    lock = project / "package-lock.json"
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"] if lock.exists() else {}
    for path, package in packages.items():
        if path:
            yield _component("npm", path.rpartition("node_modules/")[2], package["version"], EXCLUDED)
