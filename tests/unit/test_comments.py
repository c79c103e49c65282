"""Scripts without their comments."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import tree_sitter_javascript
from sites import PROJECT
from tree_sitter import Language, Node, Parser

from explorer.comments import without_comments


@pytest.mark.parametrize(
    ("script", "sent"),
    [
        ("/** What\n * it does. */\nconst a = 1 // one\nlet b\n", "const a = 1 \nlet b\n"),
        ("const at = 'http://x' + `// ${b /* c */} /*`\n", "const at = 'http://x' + `// ${b } /*`\n"),
        ("const slash = /[/*]+\\/\\// // a pattern\n", "const slash = /[/*]+\\/\\// \n"),
        ("a = b\n// between\n(c)\n", "a = b\n(c)\n"),
        ("/*! MIT licence, Somebody */\nf()\n", "/*! MIT licence, Somebody */\nf()\n"),
    ],
)
def test_comments_go_and_code_stays(script: str, sent: str) -> None:
    assert without_comments(script.encode()).decode() == sent


def test_every_script_means_the_same_without_comments() -> None:
    """The tree of each script, read again, is the same but for the comments: no statement ends anywhere else."""
    parser = Parser(Language(tree_sitter_javascript.language()))
    for file in sorted((PROJECT / "static").rglob("*.js")):
        script = file.read_bytes()
        sent = without_comments(script)
        assert len(sent) < len(script), file
        assert list(tree(parser.parse(sent).root_node)) == list(tree(parser.parse(script).root_node)), file


def tree(node: Node, depth: int = 0) -> Iterator[tuple[int, str, bytes | None]]:
    """The nodes of a tree without comments: depth, kind, and the text of leaves."""
    if node.type != "comment":
        yield depth, node.type, None if node.children else node.text
        for child in node.children:
            yield from tree(child, depth + 1)
