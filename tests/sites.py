"""A site in a folder, as tests use it: change a file, build, and ask about the pages."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from explorer.address import file_of
from explorer.site import Options, Report, build, load

PROJECT = Path(__file__).parent.parent
FIXTURES = Path(__file__).parent / "fixtures"


@dataclass(frozen=True)
class Site:
    """A site's sources and its output."""

    root: Path
    out: Path

    @classmethod
    def copy_of(cls, name: str, folder: Path) -> Site:
        """A copy of a fixture site."""
        shutil.copytree(FIXTURES / name, folder, ignore=shutil.ignore_patterns(".cache", "site"))
        return cls(folder, folder / "site")

    def write(self, file: str, text: str) -> None:
        """Writes a source file."""
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(self, file: str, old: str, new: str) -> None:
        """Replaces the first occurrence of a text in a source file, which must be there."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def build(self, base_url: str | None = None, jobs: int = 1) -> Report:
        """Builds the site without a cache."""
        return build(Options(self.root, self.out, base_url, jobs=jobs, cache=False))

    def problems(self) -> list[str]:
        """Everything that `check` says, a line each."""
        return [str(problem) for problem in load(Options(self.root, self.out, cache=False))[1]]

    def files(self) -> dict[str, bytes]:
        """Every file of the output by its name."""
        return {file.relative_to(self.out).as_posix(): file.read_bytes() for file in sorted(self.out.rglob("*")) if file.is_file()}

    def page(self, address: str) -> Html:
        """A page of the output."""
        return Html((self.out / file_of(address)).read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Html:
    """A page, asked about by CSS selector."""

    text: str

    @cached_property
    def _tree(self) -> LexborHTMLParser:
        return LexborHTMLParser(self.text)

    def all(self, selector: str) -> list[LexborNode]:
        return self._tree.css(selector)

    def words(self, selector: str) -> str:
        """The words of the first match, with single spaces."""
        node = self._tree.css_first(selector)
        assert node is not None, f"nothing at {selector}"
        return " ".join(node.text().split())

    def links(self, selector: str = "") -> dict[str, str]:
        """Where the links below a selector lead, by their words."""
        return {" ".join(node.text().split()): str(node.attributes["href"]) for node in self.all(f"{selector} a[href]")}
