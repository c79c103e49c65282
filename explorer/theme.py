"""The colours of a site: what its theme becomes in the style sheet, and whether everybody can read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.contrast import TEXT, least, passing, shifted
from explorer.problem import Problem
from explorer.settings import Site, Theme

if TYPE_CHECKING:
    from explorer.check import Draft

# The grounds on which text in the accent's colour stands, as `1-tokens.css` has them.
LIGHT = ("#fbf7f0", "#fffdf9", "#f3ebdf", "#dff0ec", "#f5e6f0", "#fbe8dc", "#e3ebf7", "#eff0d8")
DARK = ("#14191b", "#1d2427", "#22292c", "#14302e", "#38212f", "#3b2318", "#1c2a40", "#2b2e16")
DARKER, LIGHTER = -0.08, 0.06


def style(theme: Theme) -> str:
    """The theme as custom properties, to stand at the end of the style sheet. On paper links stay black."""
    dark = theme.accent_dark or passing(theme.accent, DARK)
    return (
        f"@layer tokens {{\n  @media screen {{ :root {{ {_properties(theme.accent, DARKER)} }} }}\n"
        f"  @media screen and (prefers-color-scheme: dark) {{ :root {{ {_properties(dark, LIGHTER)} }} }}\n}}\n"
    )


def too_faint(site: Draft, _: Mapping[str, Mapping[str, Draft]]) -> Iterator[Problem]:
    """Text in the accent's colour can be read on every ground, light and dark (WCAG 2.2 AA, 1.4.3)."""
    theme = getattr(site.model, "theme", None)
    if not isinstance(theme, Theme):
        return
    for field, grounds, where in (("accent", LIGHT, "light"), ("accent_dark", DARK, "dark")):
        colour = getattr(theme, field)
        if colour and (measured := least(colour, grounds)) < TEXT:
            yield Problem(
                site.place(("theme", field)),
                f"The colour {colour} is too faint in the {where} theme: its contrast is {int(measured * 100) / 100:.2f}:1, "
                f"and text needs {TEXT}:1.",
                f"The nearest that passes is '{passing(colour, grounds)}'.",
            )


def pictures_missing(site: Draft, folders: Sequence[Path]) -> Iterator[Problem]:
    """The pictures that the settings name are in one of the folders of static files."""
    if not isinstance(site.model, Site):
        return
    logo, adviser = site.model.logo, site.model.adviser
    for path, name in ((("logo", "file"), logo and logo.file), (("adviser", "logo"), adviser and adviser.logo)):
        if name and (".." in name or not any((folder / name).is_file() for folder in folders)):
            yield Problem(site.place(path), f"There is no picture '{name}' in static/.", "Put it there, or mend its name.")


def _properties(accent: str, hover: float) -> str:
    return f"--action: {accent}; --action-hover: {shifted(accent, hover)}; --link: {accent};"
