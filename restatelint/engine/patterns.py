"""Patterns of syntax, as tree-sitter's queries spell them, looked for in the tables of a tree.

tree-sitter can run a query only on its own tree: here a pattern is tried where a node of its outermost kind
stands in a range, which is found as a byte in bytes. What a `Pattern` finds is what a query finds; one that
repeats parts (``*``, ``+``, ``?``) or has several roots is left to queries.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from restatelint.engine.query_text import string_value, tokens_of
from restatelint.golang.tree import EVERY_KIND, FIELDS, NAMED_KINDS, Kinds, kinds_named, kinds_of_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.tree import Node, Tree

_TEXTS = frozenset({"#eq?", "#not-eq?", "#any-of?"})
_ANY = NAMED_KINDS - kinds_named("ERROR")
_MOST_WAYS = 10_000  # in which the children of one node are looked at: only hostile code has more

Captured = tuple[tuple[str, int], ...]
"""Rows by the names of captures, those of outer nodes first."""


class UnsupportedError(Exception):
    """A query has something that patterns have not."""


class _Part(NamedTuple):
    """A node of a pattern: which kinds it may have, what it must hold, and what it is called.

    ``kinds`` are numbers of kinds, ``field`` is the field it must be in, or 0; ``missing`` says that it
    must be thought up by the parser, ``ends`` that no named node may be behind the last child. ``without``
    are fields that must be empty. ``others`` are the parts of which one must hold instead.
    """

    kinds: frozenset[int]
    inner: tuple[_Inner, ...] = ()
    ends: bool = False
    captures: tuple[str, ...] = ()
    missing: bool = False
    field: int = 0
    without: frozenset[int] = frozenset()
    others: tuple[_Part, ...] = ()


class _Inner(NamedTuple):
    """A child of a pattern; ``next`` says that no named node is between it and the one before."""

    part: _Part
    next: bool


class _Text(NamedTuple):
    """What a pattern asks of texts: that two captures are alike, or that one is one of some words."""

    name: str
    words: frozenset[bytes]
    other: str
    negated: bool


class Pattern:
    """One pattern, ready to be looked for."""

    def __init__(self, part: _Part, texts: tuple[_Text, ...]) -> None:
        self._parts = _alternatives(part)
        self._texts = texts
        self._roots = tuple(Kinds(each.kinds) for each in self._parts)

    def found(self, tree: Tree, start: int, end: int) -> Iterator[dict[str, Node]]:
        """Yield the captures of what is found in a range of bytes, and around its first byte."""
        first, last = bisect_left(tree.starts, start), bisect_left(tree.starts, end)
        for part, roots in zip(self._parts, self._roots, strict=True):
            for row in (*_around(tree, first, part.kinds), *tree.rows(roots, first, last)):
                for captured in dict.fromkeys(_solutions(tree, row, part)):
                    if all(_holds(tree, captured, each) for each in self._texts):
                        yield {name: tree.node(each) for name, each in captured}


def _alternatives(part: _Part) -> tuple[_Part, ...]:
    """Return the parts of which one must hold at the root of a pattern."""
    if not part.others:
        return (part,)
    return tuple(
        each._replace(captures=part.captures + each.captures)
        for other in part.others
        for each in _alternatives(other)
    )


def _around(tree: Tree, row: int, wanted: frozenset[int]) -> Iterator[int]:
    """Yield the rows of some kinds that hold a row."""
    row = tree.parents[row] if row < len(tree.parents) else -1
    while row >= 0:
        if tree.kinds[row] in wanted:
            yield row
        row = tree.parents[row]


def _solutions(tree: Tree, row: int, part: _Part) -> list[Captured]:
    """Return the ways in which a part holds at a row."""
    if part.field and tree.fields[row] != part.field:
        return []
    if part.others:
        own = tuple((name, row) for name in part.captures)
        return [own + each for other in part.others for each in _solutions(tree, row, other)]
    if tree.kinds[row] not in part.kinds or (part.missing and row not in tree.missing):
        return []
    own = tuple([(name, row) for name in part.captures])
    if not part.inner and not part.without:
        return [own]
    inside = _inside(tree, row, part)
    return [own + each for each in inside] if own else inside


def _inside(tree: Tree, row: int, part: _Part) -> list[Captured]:
    """Return the ways in which the children of a row hold what a part must hold, in order."""
    lasts, kinds = tree.lasts, tree.kinds
    if len(part.inner) == 1 and not part.ends and not part.without:
        return _in_one(tree, row, part.inner[0])
    children = []
    each, end = row + 1, lasts[row]
    while each < end:
        children.append(each)
        each = lasts[each]
    if part.without and any(tree.fields[child] in part.without for child in children):
        return []
    # what is behind the last one used, and what was captured so far
    ways: list[tuple[int, Captured]] = [(0, ())]
    for inner in part.inner:
        further: dict[tuple[int, Captured], None] = {}
        for at, captured in ways:
            for index in range(at, len(children)):
                child = children[index]
                for more in _solutions(tree, child, inner.part):
                    further[(index + 1, captured + more)] = None
                if inner.next and kinds[child] in NAMED_KINDS:
                    break
        ways = list(further)[:_MOST_WAYS]
        if not ways:
            return []
    if part.ends:
        ways = [way for way in ways if not any(kinds[child] in NAMED_KINDS for child in children[way[0] :])]
    return [captured for _, captured in ways]


def _in_one(tree: Tree, row: int, inner: _Inner) -> list[Captured]:
    """Return the ways in which one of the children of a row holds a part: most patterns ask for one."""
    lasts, fields, kinds = tree.lasts, tree.fields, tree.kinds
    wanted, part = inner.part.field, inner.part
    found: list[Captured] = []
    each, end = row + 1, lasts[row]
    while each < end:
        if not wanted or fields[each] == wanted:
            found += _solutions(tree, each, part)
        if inner.next and kinds[each] in NAMED_KINDS:
            break
        each = lasts[each]
    return found


def _holds(tree: Tree, captured: Captured, asked: _Text) -> bool:
    rows = dict(captured)
    if asked.name not in rows:
        return True
    text = tree.data[tree.starts[rows[asked.name]] : tree.ends[rows[asked.name]]]
    if asked.other:
        other = rows.get(asked.other)
        if other is None:
            return True
        return (text == tree.data[tree.starts[other] : tree.ends[other]]) is not asked.negated
    return (text in asked.words) is not asked.negated


@lru_cache(maxsize=512)
def pattern(text: str) -> Pattern | None:
    """Return the pattern of a query with one pattern, or None if it has what patterns have not."""
    try:
        return _Reader(text).pattern()
    except UnsupportedError:
        return None


class _Reader:
    """Reads the text of a query."""

    def __init__(self, text: str) -> None:
        self._tokens = tokens_of("", text)
        self._at = 0
        self._texts: list[_Text] = []

    def pattern(self) -> Pattern:
        part = self._part()
        if self._at < len(self._tokens):
            raise UnsupportedError
        return Pattern(part, tuple(self._texts))

    def _peek(self) -> str:
        return self._tokens[self._at].text if self._at < len(self._tokens) else ""

    def _take(self, expected: str = "") -> str:
        token = self._peek()
        if expected and token != expected:
            raise UnsupportedError
        self._at += 1
        return token

    def _part(self) -> _Part:
        opening = self._take()
        if opening == "(":
            part = self._in_brackets()
        elif opening == "[":
            others: list[_Part] = []
            while self._peek() not in ("]", ""):
                others.append(self._fielded())
            self._take("]")
            part = _Part(frozenset().union(*(each.kinds for each in others)), others=tuple(others))
        elif opening.startswith('"') and (wanted := kinds_of_word(string_value(opening))):
            part = _Part(wanted)
        else:
            raise UnsupportedError
        captures: list[str] = []
        while self._peek().startswith("@"):
            captures.append(self._take()[1:])
        if self._peek() in ("*", "+", "?"):
            raise UnsupportedError
        return part._replace(captures=part.captures + tuple(captures)) if captures else part

    def _in_brackets(self) -> _Part:
        """Read what stands behind an opening bracket: a node, or one in brackets of its own."""
        if self._peek() in ("(", "["):
            part = self._part()
            self._ask()
            self._take(")")
            return part
        name = self._take()
        missing = name == "MISSING"
        wanted = EVERY_KIND if missing else _ANY if name == "_" else kinds_named(name)
        if not wanted:
            raise UnsupportedError
        inner: list[_Inner] = []
        without: set[int] = set()
        is_next = False
        while self._peek() not in (")", ""):
            if self._peek() == ".":
                is_next = bool(self._take())
                continue
            if self._ask():
                continue
            if self._peek() == "!":
                self._take()
                without.add(FIELDS.get(self._take(), -1))
                continue
            inner.append(_Inner(self._fielded(), is_next))
            is_next = False
        self._take(")")
        if missing and inner:
            raise UnsupportedError
        return _Part(wanted, tuple(inner), is_next, missing=missing, without=frozenset(without))

    def _fielded(self) -> _Part:
        """Read a child, with the name of its field if it has one."""
        if self._tokens[self._at].kind != "word":
            return self._part()
        field = FIELDS.get(self._take(), -1)
        self._take(":")
        return self._part()._replace(field=field)

    def _ask(self) -> bool:
        """Read what is asked of texts here, and say whether something is."""
        before = self._at
        while self._tokens[self._at + 1 : self._at + 2] and self._tokens[self._at + 1].kind == "predicate":
            self._take("(")
            self._texts.append(self._text())
            self._take(")")
        return self._at > before

    def _text(self) -> _Text:
        name, first = self._take(), self._take()
        if name not in _TEXTS or not first.startswith("@"):
            raise UnsupportedError
        given: list[str] = []
        while self._peek() not in (")", ""):
            given.append(self._take())
        captures = [each[1:] for each in given if each.startswith("@")]
        words = frozenset(string_value(each).encode() for each in given if each.startswith('"'))
        if len(captures) > 1 or (captures and words):
            raise UnsupportedError
        return _Text(first[1:], words, captures[0] if captures else "", name.startswith("#not-"))
