"""New values put into YAML that people wrote: only the lines of what changed are touched.

Comments, order, quotation marks and line breaks of everything else stay as they are. What is new takes the style of its
neighbours. The result is read again and compared with what was wanted, so that a value is never written wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import yaml

from explorer.read import Document, Loader, plain_value, read_text

WIDTH = 120
LONG = 100
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
# Other readers of YAML take these for true or false, so they stand in quotation marks.
LOADED = {"yes", "no", "on", "off", "y", "n", "true", "false", "null", "~", ""}

Edit = tuple[int, int, str]
Shape = tuple[str, ...]


class Kept(list[Any]):
    """A list whose items know at which place they stood before; None for those that are new."""

    def __init__(self, items: Sequence[Any], origins: Sequence[int | None]) -> None:
        super().__init__(items)
        self.origins = list(origins)


class PatchError(Exception):
    """The change cannot be written into this text without harm to the rest of it."""


def patch(document: Document, new: dict[str, Any]) -> str:
    """The document's text with the values of `new` in place of its own."""
    patcher = _Patcher(document)
    patcher.change(document.root, document.value, new, ())
    text = document.text
    # From the back; of two at one place the deeper, which was noted first, ends up in front.
    numbered = [(start, end, number, words) for number, (start, end, words) in enumerate(patcher.edits)]
    for start, end, _, words in sorted(numbered, reverse=True):
        text = text[:start] + words + text[end:]
    again = read_text("again.yaml", text)
    if isinstance(again, list) or again.value != new:
        raise PatchError(document.file)
    return text


def written(value: dict[str, Any], styles: dict[Shape, str] | None = None) -> str:
    """A whole new file's fields as YAML. styles: 'flow' or 'block' for the values at some paths, with '*' for places in lists."""
    return _Writer(styles or {}, "\n").fields(value, (), 0) + "\n"


class _Patcher:
    """Walks the old and the new values side by side, and notes the edits."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.edits: list[Edit] = []
        newline = "\r\n" if "\r\n" in self.text else "\n"
        self.newline = newline
        self.writer = _Writer(_styles(document.root), newline)

    def change(self, node: yaml.Node, old: Any, new: Any, shape: Shape) -> None:
        """Notes what turns the value of a node into another of the same sort."""
        if isinstance(node, yaml.MappingNode):
            self._mapping(node, old, new, shape)
        elif isinstance(node, yaml.SequenceNode):
            self._sequence(node, old, new, shape)

    def _mapping(self, node: yaml.MappingNode, old: dict[str, Any], new: dict[str, Any], shape: Shape) -> None:
        pairs = [(str(key.value), key, value) for key, value in node.value]
        slots: list[_Slot] = []
        for name, key, value in pairs:
            keeps = name in new and self._same_sort(value, new[name])
            if keeps and (type(old[name]) is not type(new[name]) or old[name] != new[name]):
                self.change(value, old[name], new[name], (*shape, name))
            elif name in new and not keeps:
                self._replace(key.end_mark.index, value, new[name], (*shape, name), node)
            slots.append(_Slot(key.start_mark.index, self._end(value, key.end_mark.index + 1), kept=name in new))
        fresh: dict[int, list[str]] = {}
        known = {name: index for index, (name, _, _) in enumerate(pairs)}
        after = -1
        for name, value in new.items():
            if name in known:
                after = known[name]
            else:
                flow, indent = bool(node.flow_style), node.start_mark.column
                fresh.setdefault(after, []).append(self.writer.pair(name, value, (*shape, name), indent, flow=flow))
        if not any(slot.kept for slot in slots):
            raise PatchError
        self._arrange(node, slots, fresh, dash="")

    def _sequence(self, node: yaml.SequenceNode, old: list[Any], new: list[Any], shape: Shape) -> None:
        origins = _origins(old, new)
        shape = (*shape, "*")
        back = {origin: value for origin, value in zip(origins, new, strict=True) if origin is not None}
        slots: list[_Slot] = []
        for index, item in enumerate(node.value):
            start = item.start_mark.index if node.flow_style else self.text.rindex("-", 0, item.start_mark.index)
            if index in back and back[index] != old[index]:
                if self._same_sort(item, back[index]):
                    self.change(item, old[index], back[index], shape)
                else:
                    self._replace(item.start_mark.index if node.flow_style else start + 1, item, back[index], shape, node)
            slots.append(_Slot(start, self._end(item, start + 1), kept=index in back))
        fresh: dict[int, list[str]] = {}
        after = -1
        flow, indent = bool(node.flow_style), node.start_mark.column
        for origin, value in zip(origins, new, strict=True):
            if origin is not None:
                after = origin
            elif flow:
                fresh.setdefault(after, []).append(self.writer.flow(value, shape))
            else:
                fresh.setdefault(after, []).append("-" + self.writer.after(value, shape, indent))
        self._arrange(node, slots, fresh, dash="- ")

    def _arrange(self, node: Any, slots: list[_Slot], fresh: dict[int, list[str]], dash: str) -> None:
        """Notes what goes and what comes in one collection. `fresh`: new texts, by the slot after which they stand."""
        if node.flow_style:
            self._arrange_flow(slots, fresh, node.start_mark.index)
        else:
            self._arrange_block(slots, fresh, node.start_mark.column, dash)

    def _arrange_flow(self, slots: list[_Slot], fresh: dict[int, list[str]], opening: int) -> None:
        first = next((index for index, slot in enumerate(slots) if slot.kept), None)
        if first is None:  # all goes: the brackets stay
            texts = [text for index in sorted(fresh) for text in fresh[index]]
            start, end = (slots[0].start, slots[-1].end) if slots else (opening + 1, opening + 1)
            self.edits.append((start, end, ", ".join(texts)))
            return
        if first:
            self.edits.append((slots[0].start, slots[first].start, ""))
        leading = [text for index in sorted(fresh) if index < first for text in fresh[index]]
        if leading:
            self.edits.append((slots[first].start, slots[first].start, ", ".join(leading) + ", "))
        last = first
        for index in range(first, len(slots)):
            if slots[index].kept:
                last = index
            else:
                self.edits.append((slots[index - 1].end, slots[index].end, ""))
            if fresh.get(index):
                self.edits.append((slots[last].end, slots[last].end, "".join(f", {text}" for text in fresh[index])))

    def _arrange_block(self, slots: list[_Slot], fresh: dict[int, list[str]], indent: int, dash: str) -> None:
        first = next((index for index, slot in enumerate(slots) if slot.kept), None)
        if first is None:
            raise PatchError
        margin = " " * indent
        shares_line = bool(self.text[self._line_start(slots[0].start) : slots[0].start].strip())
        if shares_line and dash and first:
            raise PatchError
        for index, slot in enumerate(slots):
            if slot.kept:
                continue
            if shares_line and index < first:
                if index == 0:
                    self.edits.append((slot.start, slots[first].start, ""))
            else:
                self.edits.append((self._line_start(slot.start), self._line_end(slot.end), ""))
        leading = [text for index in sorted(fresh) if index < first for text in fresh[index]]
        if leading:
            start = slots[first].start
            self.edits.append((start, start, "".join(text + self.newline + margin for text in leading)))
        for index, texts in fresh.items():
            if index >= first:
                near = max(at for at in range(index + 1) if slots[at].kept)
                at = self._line_end(slots[near].end)
                block = "".join(margin + text + self.newline for text in texts)
                unended = at == len(self.text) and not self.text.endswith("\n")
                self.edits.append((at, at, self.newline + block.removesuffix(self.newline) if unended else block))

    def _replace(self, slot: int, node: yaml.Node, new: Any, shape: Shape, parent: Any) -> None:
        """Notes that a value gives way to another. `slot`: the end of the key or dash before it."""
        end = self._end(node, slot)
        if parent.flow_style:
            keyed = isinstance(parent, yaml.MappingNode)
            start = max(node.start_mark.index, slot) if node.end_mark.index > node.start_mark.index else end
            words = self.writer.flow(new, shape, _style(node))
            self.edits.append((start, end, words) if not keyed or start < end else (slot, end, f": {words}"))
            return
        keyed = isinstance(parent, yaml.MappingNode)
        if isinstance(node, yaml.ScalarNode) and node.value and not isinstance(new, list | dict):
            width = max((len(line) for line in self.text[node.start_mark.index : end].splitlines()[1:]), default=WIDTH)
            words = self.writer.scalar(new, _style(node), parent.start_mark.column, width=width)
            self.edits.append((node.start_mark.index, end, words))
            return
        words = self.writer.after(new, shape, parent.start_mark.column)
        self.edits.append((slot, max(end, slot + 1 if keyed else slot), (":" if keyed else "") + words))

    def _same_sort(self, node: yaml.Node, new: Any) -> bool:
        """Whether the node can be changed inside. A list that becomes empty, or shares nothing with the new one, is replaced."""
        if isinstance(node, yaml.MappingNode):
            return isinstance(new, dict) and any(key.value in new for key, _ in node.value)
        if isinstance(node, yaml.SequenceNode):
            if not isinstance(new, list) or not new:
                return False
            return bool(node.flow_style) or any(origin is not None for origin in _origins(_values(node), new))
        return _scalar_value(node) == new and type(_scalar_value(node)) is type(new)

    def _end(self, node: Any, least: int) -> int:
        """Where the last character of a value ends: no blank lines or comments after it."""
        if isinstance(node, yaml.ScalarNode):
            start, end = node.start_mark.index, node.end_mark.index
            if node.style in ("|", ">"):
                return start + len(self.text[start:end].rstrip())
            return end if end > start else least
        if node.flow_style or not node.value:
            return int(node.end_mark.index)
        last = node.value[-1]
        if isinstance(node, yaml.MappingNode):
            return self._end(last[1], last[0].end_mark.index + 1)
        return self._end(last, last.start_mark.index)

    def _line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def _line_end(self, index: int) -> int:
        """The start of the next line."""
        found = self.text.find("\n", index)
        return len(self.text) if found < 0 else found + 1


@dataclass(frozen=True, slots=True)
class _Slot:
    """The span of a field or an item, and whether it stays."""

    start: int
    end: int
    kept: bool


def _values(node: yaml.Node) -> list[Any]:
    """The items of a sequence."""
    return [_value(item) for item in node.value]


def _value(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _value(value) for key, value in node.value}
    return _values(node) if isinstance(node, yaml.SequenceNode) else _scalar_value(node)


def _scalar_value(node: Any) -> Any:
    return node.value if node.style else plain_value(str(node.value))


def _origins(old: list[Any], new: list[Any]) -> list[int | None]:
    """For each new item the place of the old one that it comes from. The places only grow."""
    if isinstance(new, Kept):
        seen = -1
        origins: list[int | None] = []
        for origin in new.origins:
            grows = origin is not None and origin > seen
            origins.append(origin if grows else None)
            seen = max(seen, origin) if origin is not None else seen
        return origins
    origins = [None] * len(new)
    matcher = SequenceMatcher(None, list(map(repr, old)), list(map(repr, new)), autojunk=False)
    for tag, low, high, new_low, new_high in matcher.get_opcodes():
        if tag == "equal" or (tag == "replace" and high - low == new_high - new_low):
            origins[new_low:new_high] = range(low, high)
    return origins


def _style(node: Any) -> str:
    """How a node is written: the sign of a scalar's style, 'flow' or 'block'."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.style or "")
    return "flow" if node.flow_style else "block"


def _styles(root: yaml.Node) -> dict[Shape, str]:
    """The usual style of the values at each path, with '*' for places in lists."""
    counts: dict[Shape, Counter[str]] = {}

    def walk(node: yaml.Node, shape: Shape) -> Iterator[tuple[Shape, str]]:
        yield shape, _style(node)
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                yield from walk(value, (*shape, str(key.value)))
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                yield from walk(value, (*shape, "*"))

    for shape, style in walk(root, ()):
        counts.setdefault(shape, Counter())[style] += 1
    return {shape: found.most_common(1)[0][0] for shape, found in counts.items()}


class _Writer:
    """Writes new values in the styles that the rest of the file has."""

    def __init__(self, styles: dict[Shape, str], newline: str) -> None:
        self.styles = styles
        self.newline = newline

    def pair(self, name: str, value: Any, shape: Shape, indent: int, *, flow: bool = False) -> str:
        """A field with its name."""
        key = self.scalar(name, "", 0, flow=True)
        return f"{key}: {self.flow(value, shape)}" if flow else f"{key}:{self.after(value, shape, indent)}"

    def fields(self, value: dict[str, Any], shape: Shape, indent: int) -> str:
        """The fields of a mapping in block style, the first without its margin."""
        return (self.newline + " " * indent).join(self.pair(name, item, (*shape, name), indent) for name, item in value.items())

    def after(self, value: Any, shape: Shape, indent: int) -> str:
        """A value in block context, as it follows the colon or dash that stands at the indent."""
        style = self.styles.get(shape)
        if isinstance(value, dict):
            if not value or style == "flow" or (style is None and self._short(value)):
                return " " + self.flow(value, shape)
            deeper = indent + 2
            lead = " " if shape[-1:] == ("*",) else self.newline + " " * deeper
            return lead + self.fields(value, shape, deeper)
        if isinstance(value, list):
            if not value or style == "flow" or (style is None and not any(isinstance(item, dict | list) for item in value)):
                return " " + self.flow(value, shape)
            margin = self.newline + " " * (indent + 2)
            return "".join(margin + "-" + self.after(item, (*shape, "*"), indent + 2) for item in value)
        if isinstance(value, str) and len(value) <= LONG and style in ("|", ">"):
            style = ""
        elif isinstance(value, str) and style in (None, "") and len(value) > WIDTH and shape[-1:] != ("*",) and style is None:
            style = ">"
        return " " + self.scalar(value, style or "", indent)

    def flow(self, value: Any, shape: Shape, style: str | None = None) -> str:
        """A value on one line."""
        if isinstance(value, dict):
            return "{" + ", ".join(self.pair(name, item, (*shape, name), 0, flow=True) for name, item in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self.flow(item, (*shape, "*")) for item in value) + "]"
        return self.scalar(value, (self.styles.get(shape) if style is None else style) or "", 0, flow=True)

    def _short(self, value: dict[str, Any]) -> bool:
        return len(self.flow(value, ())) <= LONG and not any(isinstance(item, dict) for item in value.values())

    def scalar(self, value: Any, style: str, indent: int, *, flow: bool = False, width: int = WIDTH) -> str:
        """A scalar in the style that is asked for, or the nearest that can hold it."""
        if not isinstance(value, str):
            return number(value)
        block = not flow and (style in ("|", ">") or "\n" in value)
        if block and _can_stand_as_block(value):
            return self._block(value, style, indent + 2, width)
        if "\n" in value or not value.isprintable():
            return '"' + "".join(_escaped(character) for character in value) + '"'
        if style == '"':
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        if style != "'" and _can_stand_plain(value, flow=flow):
            return value
        return "'" + value.replace("'", "''") + "'"

    def _block(self, value: str, style: str, indent: int, width: int) -> str:
        ends = value.endswith("\n")
        body = value.removesuffix("\n")
        folds = style == ">" and not any(line[:1].isspace() for line in body.split("\n"))
        lines = list(_folded(body, width - indent)) if folds else body.split("\n")
        margin = self.newline + " " * indent
        return (">" if folds else "|") + ("" if ends else "-") + "".join(margin + line if line else self.newline for line in lines)


def number(value: Any) -> str:
    """A number or a truth value as YAML."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, "f").rstrip("0").rstrip(".") if isinstance(value, float) and not value.is_integer() else str(value)


def _folded(body: str, width: int) -> Iterator[str]:
    """The lines of a folded text: one line break of the text is two of the file."""
    for index, paragraph in enumerate(body.split("\n")):
        if not paragraph:
            yield ""
            continue
        if index:
            yield ""
        line = ""
        words = [paragraph] if "  " in paragraph or paragraph.endswith(" ") else paragraph.split(" ")
        for word in words:
            if line and len(line) + 1 + len(word) > width:
                yield line
                line = word
            else:
                line = f"{line} {word}" if line else word
        yield line


def _can_stand_as_block(value: str) -> bool:
    body = value.removesuffix("\n")
    lines = body.split("\n")
    return (
        bool(body.strip())
        and not body.endswith("\n")
        and bool(lines[0])
        and not lines[0][:1].isspace()
        and all(line.isprintable() and line == line.rstrip() and "\t" not in line for line in lines)
    )


def _can_stand_plain(value: str, *, flow: bool) -> bool:
    if value.casefold() in LOADED or value != value.strip() or value.startswith(("---", "...")):
        return False
    try:
        node = yaml.compose(f"[{value}]" if flow else f"k: {value}", Loader)
    except yaml.YAMLError:
        return False
    if node is None or len(node.value) != 1:
        return False
    found = node.value[0] if flow else node.value[0][1]
    return isinstance(found, yaml.ScalarNode) and not found.style and found.value == value and plain_value(value) == value


def _escaped(character: str) -> str:
    if character in ESCAPES:
        return ESCAPES[character]
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
