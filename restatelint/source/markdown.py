"""The Go fences of a Markdown document: which bytes of it are their content, and what they are called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll

from restatelint.source.origin import Fence, Origin, Part
from restatelint.source.position import LineIndex, decoded, encoded
from restatelint.source.stray import stray_lines

if TYPE_CHECKING:
    from markdown_it.token import Token

_GO = frozenset({"go", "golang"})
_MODULE = frozenset({"mod", "gomod", "go.mod", "go-mod"})
_OPENING = re.compile(rb"^[ \t>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?(?:```|~~~)", re.MULTILINE)
_WORD = re.compile(r"[\w.-]*")
_TITLE = re.compile(r"""(?:title|file|filename|name|path)\s*[=:]\s*["']?([\w./-]+)""")
_BLANK = b" \t\r\n"
# what a reader that is not as strict takes for the opening of a fence of Go
_LIKE_GO = re.compile(r"[^\w`~]*(`{3,}|~{3,})[^\w`~]*(?:\w{1,40}\.){0,3}(?:go|golang)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"\s*package[ \t]+\w+[ \t]*\n")
_FILE = re.compile(r"(?:^|\s)([\w./-]+\.go|go\.mod)(?=$|[\s,}])")


@dataclass(frozen=True, slots=True)
class GoFence:
    """One fence with Go in it, or with a go.mod: ``title`` is the file that its first line names, or ""."""

    origin: Origin
    title: str
    closed: bool


@dataclass(frozen=True, slots=True)
class Markdown:
    """What a document holds: the fences of Go, and everything outside of any fence.

    ``unread`` are the 1-based lines where a less strict reader than CommonMark's would see a fence of Go: in
    other fences, in HTML, indented too far, after a lone CR, or with no first word before a package clause.
    ``strays`` are those where a Go file begins in what is no fence of Go.
    """

    fences: tuple[GoFence, ...]
    prose: str
    unread: tuple[int, ...] = ()
    strays: tuple[int, ...] = ()


def has_fences(data: bytes) -> bool:
    """Return whether any line of a text could open a fence."""
    return _OPENING.search(data) is not None


def markdown(data: bytes, *, mdx: bool = False) -> Markdown:
    """Return the fences of a Markdown document whose first word is ``go`` or ``golang``.

    A fence may stand in a list or a quotation. One that the document ends in is not ``closed``. Only blocks
    are read, never what stands inside a line. In ``mdx`` neither a tag nor indentation hides a fence.
    """
    # the parser closes no fence before a CR; every character keeps its line and what follows on it
    source = decoded(data).removeprefix("\ufeff").replace("\0", " ").replace("\r\n", " \n")
    index, starts = LineIndex(data), _line_starts(data)
    fences: list[GoFence] = []
    covered: list[tuple[int, int]] = []
    judged: list[tuple[int, int]] = []
    unread: list[int] = []
    for token in _blocks(source, mdx):
        if token.type != "fence" or token.map is None:
            continue
        first, last = token.map
        covered.append((first, last))
        info = unescapeAll(token.info).strip()
        match = _WORD.match(info)  # in "go{1,3}" what follows are lines to highlight
        word = match[0].lower() if match is not None else ""
        is_module = word in _MODULE
        if not is_module and word not in _GO:
            if not info and _CLAUSE.match(token.content):
                unread.append(first + 1)
            continue
        judged.append((first, last))
        content = token.content.removesuffix("\n").split("\n") if token.content else []
        closed = last - first - 1 > len(content)
        lines = range(first + 1, first + 1 + len(content))
        parts = tuple(_part(data, starts, number, text) for number, text in zip(lines, content, strict=True))
        origin = Origin(data, parts, Fence(len(fences), first + 1), index=index)
        fences.append(GoFence(origin, "go.mod" if is_module else _title(info[len(word) :]), closed))
    unread += _like_go(source, judged)
    strays = stray_lines(source.split("\n"), covered, judged)
    return Markdown(tuple(fences), _outside(source, covered), tuple(sorted(unread)), tuple(sorted(strays)))


@cache
def _parser(mdx: bool) -> MarkdownIt:
    # block rules only: what stands inside lines is nobody's question, and costs time that grows fast
    parser = MarkdownIt("commonmark", {"maxNesting": 20})
    return parser.disable(["code", "html_block"]) if mdx else parser


def _blocks(source: str, mdx: bool) -> list[Token]:
    tokens: list[Token] = []
    parser = _parser(mdx)
    parser.block.parse(source, parser, {}, tokens)
    return tokens


def _line_starts(data: bytes) -> list[int]:
    return [0, *(match.end() for match in re.finditer(rb"\n", data)), len(data)]


def _part(data: bytes, starts: list[int], number: int, text: str) -> Part:
    """Return the bytes of a line of a fence, without what indents or quotes it, and with its line ending."""
    start, end = starts[number], starts[number + 1]
    line = data[start:end]
    content = encoded(text).rstrip(_BLANK)
    bare = line.rstrip(_BLANK)
    skipped = len(bare) - len(content) if bare.endswith(content) else 0
    return Part(line[skipped:], start + skipped)


def _title(rest: str) -> str:
    match = _TITLE.search(rest) or _FILE.search(rest)
    return match[1] if match is not None else ""


def _like_go(source: str, judged: list[tuple[int, int]]) -> list[int]:
    """Return the 1-based lines outside of the fences of Go that look like the opening of one."""
    lines = source.split("\n")
    for first, last in judged:
        lines[first:last] = [""] * (last - first)
    return [
        number
        for number, line in enumerate(lines, start=1)
        if ("```" in line or "~~~" in line) and any(map(_opens_go, line.splitlines()))
    ]


def _opens_go(line: str) -> bool:
    match = _LIKE_GO.match(line)
    return match is not None and (match[1][0] == "~" or "`" not in line[match.end() :])


def _outside(source: str, covered: list[tuple[int, int]]) -> str:
    lines = source.split("\n")
    for first, last in reversed(covered):
        del lines[first:last]
    return "\n".join(lines)
