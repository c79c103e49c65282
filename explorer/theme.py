"""The colours and type of a site: what its theme becomes in the style sheet, and whether everybody can read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.contrast import PART, TEXT, least, nearest, passing, shifted
from explorer.problem import Problem
from explorer.settings import Site, Theme, Type

if TYPE_CHECKING:
    from explorer.check import Draft

# What `1-tokens.css` has: the grounds of the page (paper, raised, sunken), the tints of groups, and the colours that stand on them.
LIGHT = ("#fbf7f0", "#fffdf9", "#f3ebdf", "#dff0ec", "#f5e6f0", "#fbe8dc", "#e3ebf7", "#eff0d8")
DARK = ("#14191b", "#1d2427", "#22292c", "#14302e", "#38212f", "#3b2318", "#1c2a40", "#2b2e16")
INKS = {
    "light": ("#1f2a2c", "#526063", "#0b5560", "#7a3608", "#0f6360", "#713460", "#9a3d13", "#27508a", "#575f12"),
    "dark": ("#eef1ee", "#b3bebd", "#86d3d8", "#ffc896", "#74cfc6", "#e2a6d0", "#f4a97f", "#9fc0f2", "#cdd57f"),
}
EDGES = {"light": "#80766a", "dark": "#84918f"}
DARKER, LIGHTER = -0.08, 0.06
# How much lighter than the page a box that is raised from it is, and one that is sunken.
RAISED, SUNKEN = {"light": 0.017, "dark": 0.045}, {"light": -0.034, "dark": 0.065}

# Typefaces that devices have. Each list ends in a word that every browser knows.
SYSTEM = {"sans": 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif', "serif": 'Charter, Cambria, Georgia, "Noto Serif", serif'}
OWN = "Own type"
PROJECT_FONTS = ("fonts/atkinson-hyperlegible-400.woff2", "fonts/atkinson-hyperlegible-700.woff2")
WOFF2 = b"wOF2"  # how such a file starts. Source: https://www.w3.org/TR/WOFF2/#woff20Header


@dataclass(frozen=True)
class Side:
    """The theme on light screens, or on dark ones. accent, ground: what the site names; grounds: all on which text stands."""

    name: str
    accent: str | None
    ground: str | None

    @property
    def grounds(self) -> tuple[str, ...]:
        own = LIGHT if self.name == "light" else DARK
        return (*_grounds(self.ground, self.name), *own[3:]) if self.ground else own

    def properties(self) -> str:
        """The custom properties in which it differs from the project's own."""
        found: dict[str, str] = {}
        if self.accent:
            hover = shifted(self.accent, DARKER if self.name == "light" else LIGHTER)
            found |= {"action": self.accent, "action-hover": hover, "link": self.accent}
        if self.ground:
            found |= zip(("paper", "raised", "sunken"), _grounds(self.ground, self.name), strict=True)
        return " ".join(f"--{name}: {colour};" for name, colour in found.items())


def sides(theme: Theme) -> tuple[Side, Side]:
    """The theme on light and on dark screens, as the site names it."""
    return Side("light", theme.accent, theme.ground), Side("dark", theme.accent_dark, theme.ground_dark)


def style(theme: Theme) -> str:
    """The theme as custom properties, to stand at the end of the style sheet. Paper keeps its black links."""
    light, dark = sides(theme)
    if theme.accent and not theme.accent_dark:
        dark = replace(dark, accent=passing(theme.accent, dark.grounds))
    return (
        f"{_faces(theme.type)}@layer tokens {{\n{_body(theme.type)}  @media screen {{ :root {{ {light.properties()} }} }}\n"
        f"  @media screen and (prefers-color-scheme: dark) {{ :root {{ {dark.properties()} }} }}\n}}\n"
    )


def fonts(site: Site) -> tuple[str, ...]:
    """The files of the typeface that pages show at once, regular first; none where the device has it."""
    type_ = site.theme.type if site.theme else None
    return type_.files if type_ else PROJECT_FONTS


def paper_fonts(site: Site) -> tuple[str, ...]:
    """The files that paper needs besides: what fits there was measured in the project's typeface."""
    return tuple(file for file in PROJECT_FONTS if file not in fonts(site))


def _faces(type_: Type | None) -> str:
    """The files of a typeface of the site's own."""
    return "".join(
        f'@font-face {{ font-family: "{OWN}"; src: url("{file}") format("woff2"); font-weight: {weight}; font-display: swap; }}\n'
        for file, weight in zip(type_.files if type_ else (), (400, 700), strict=False)
    )


def _body(type_: Type | None) -> str:
    if type_ is None:
        return ""
    families = SYSTEM[type_.system] if type_.system else f'"{OWN}", {SYSTEM["sans"]}'
    return f"  :root {{ --body: {families}; }}\n"


def too_faint(site: Draft, _: Mapping[str, Mapping[str, Draft]]) -> Iterator[Problem]:
    """Text can be read on every ground, light and dark (WCAG 2.2 AA, 1.4.3), and the edges of fields are seen (1.4.11)."""
    theme = getattr(site.model, "theme", None)
    if not isinstance(theme, Theme):
        return
    for side, ending in zip(sides(theme), ("", "_dark"), strict=True):
        ground = side.ground and _passing_ground(side.ground, side.name)
        if side.ground and ground != side.ground:
            wrong = _too_close(side.ground, side.name)
            yield Problem(site.place(("theme", f"ground{ending}")), wrong, f"The nearest that passes is '{ground}'.")
        grounds = replace(side, ground=ground).grounds
        if side.accent and (measured := least(side.accent, grounds)) < TEXT:
            yield Problem(
                site.place(("theme", f"accent{ending}")),
                f"The colour {side.accent} is too faint in the {side.name} theme: its contrast is {_ratio(measured)}, "
                f"and text needs {TEXT}:1.",
                f"The nearest that passes is '{passing(side.accent, grounds)}'.",
            )


def _passing_ground(ground: str, side: str) -> str:
    return nearest(ground, lambda one: not _too_close(one, side))


def _grounds(ground: str, side: str) -> tuple[str, str, str]:
    return ground, shifted(ground, RAISED[side]), shifted(ground, SUNKEN[side])


def _too_close(ground: str, side: str) -> str:
    """What cannot be read or seen on a ground and the shades beside it; empty when all can."""
    grounds = _grounds(ground, side)
    for colours, needed, what in ((INKS[side], TEXT, "text"), ((EDGES[side],), PART, "the edge of a field")):
        measured = min(least(colour, grounds) for colour in colours)
        if measured < needed:
            return (
                f"The ground {ground} is too {'dark' if side == 'light' else 'light'} for the {side} theme: "
                f"the contrast of {what} on it and its shades is {_ratio(measured)}, and must be {needed}:1."
            )
    return ""


def _ratio(measured: float) -> str:
    return f"{int(measured * 100) / 100:.2f}:1"


def files_missing(site: Draft, folders: Sequence[Path]) -> Iterator[Problem]:
    """The pictures and typefaces that the settings name are in one of the folders of static files, and a typeface is one."""
    if not isinstance(site.model, Site):
        return
    logo, adviser, type_ = site.model.logo, site.model.adviser, site.model.theme and site.model.theme.type
    named = [
        (("logo", "file"), "picture", logo and logo.file),
        (("adviser", "logo"), "picture", adviser and adviser.logo),
        (("theme", "type", "regular"), "typeface", type_ and type_.regular),
        (("theme", "type", "bold"), "typeface", type_ and type_.bold),
    ]
    for path, what, name in named:
        if not name:
            continue
        file = next((folder / name for folder in folders if (folder / name).is_file()), None)
        if file is None or ".." in name:
            yield Problem(site.place(path), f"There is no {what} '{name}' in static/.", "Put it there, or mend its name.")
        elif what == "typeface" and file.read_bytes()[:4] != WOFF2:
            wrong = f"'{name}' is no web font: browsers could not read it."
            yield Problem(site.place(path), wrong, "Convert the typeface to WOFF2; another ending is not enough.")
