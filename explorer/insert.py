"""One entry more in a YAML file that people write by hand: put in as text, so that every line that stood there stays as it is.

A YAML library that writes a whole file again would fold and quote lines in its own way.
"""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from explorer.read import Loader


class CannotInsertError(Exception):
    """The list is not written in a way that can be added to line by line."""


def inserted(text: str, name: str, at: int, item: Sequence[str]) -> str:
    """The text with an entry more in the list `name`, before the entry that is now number `at` (from 0).

    item: the lines of the entry, without a dash. A list that is missing is added at the end. Raises CannotInsertError.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    root = yaml.compose(text, Loader)
    pairs = root.value if isinstance(root, yaml.MappingNode) and not root.flow_style else []
    pair = next(((key, value) for key, value in pairs if key.value == name), None)
    if pair is None:
        if root is not None and not pairs:
            raise CannotInsertError
        return _put(text, len(text), [f"{name}:", *_dashed(item, 2)], newline)
    value = pair[1]
    if isinstance(value, yaml.ScalarNode) and value.value == "":
        return _put(text, _next_line(text, pair[0].end_mark.index), _dashed(item, 2), newline)
    if not isinstance(value, yaml.SequenceNode) or value.flow_style or not value.value:
        raise CannotInsertError
    dash = value.start_mark
    offset = dash.index - dash.column if at == 0 else _end(text, value.value[at - 1])
    return _put(text, offset, _dashed(item, dash.column), newline)


def _dashed(item: Sequence[str], column: int) -> list[str]:
    return [" " * column + ("- " if number == 0 else "  ") + line for number, line in enumerate(item)]


def _put(text: str, offset: int, lines: Sequence[str], newline: str) -> str:
    before = text[:offset]
    if before and not before.endswith("\n"):
        before += newline
    return before + "".join(line + newline for line in lines) + text[offset:]


def _end(text: str, node: yaml.Node) -> int:
    """Where the line after a value starts. Comments and empty lines below it belong to what follows."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
        key, value = node.value[-1]
        empty = isinstance(value, yaml.ScalarNode) and value.value == "" and value.style is None
        return _next_line(text, key.end_mark.index) if empty else _end(text, value)
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
        return _end(text, node.value[-1])
    end = node.end_mark
    return end.index if end.column == 0 else _next_line(text, end.index)


def _next_line(text: str, index: int) -> int:
    found = text.find("\n", index)
    return len(text) if found < 0 else found + 1
