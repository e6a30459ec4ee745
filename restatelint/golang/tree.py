"""The syntax of a Go text as tables of integers: the one module that sees tree-sitter's trees.

A text is parsed once. Its tree is written into arrays in preorder, the queries that somebody will ask about
are run, and the tree goes: it takes thirty times the bytes of the text, the tables six.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import tree_sitter_go
from tree_sitter import Language, Parser, Query, QueryCursor

if TYPE_CHECKING:
    from collections.abc import Iterable

    import tree_sitter

LANGUAGE = Language(tree_sitter_go.language())
_ERROR_SYMBOL = 65_535
_DEEPEST_WORD = 50  # levels below an error in which its first word is looked for
_LARGE = 64  # rows of a node whose fields are kept, for it may have many children

__all__ = [
    "EVERY_KIND",
    "FIELDS",
    "LANGUAGE",
    "NAMED_KINDS",
    "Kinds",
    "Node",
    "Point",
    "Query",
    "Tree",
    "compiled",
    "field",
    "kinds",
    "kinds_named",
    "kinds_of_word",
    "parsed",
]

# the kinds of nodes, each a byte, so that those of a kind are found as fast as a byte in bytes;
# the grammar has several symbols for some of them
_SPELLED = sorted(
    {
        (LANGUAGE.node_kind_for_id(symbol) or "", bool(LANGUAGE.node_kind_is_named(symbol)))
        for symbol in range(LANGUAGE.node_kind_count)
        if LANGUAGE.node_kind_is_visible(symbol)
    }
    | {("ERROR", True)}
)
_NUMBERS = {spelled: number for number, spelled in enumerate(_SPELLED)}
_KINDS = {
    symbol: _NUMBERS[(LANGUAGE.node_kind_for_id(symbol) or "", bool(LANGUAGE.node_kind_is_named(symbol)))]
    for symbol in range(LANGUAGE.node_kind_count)
    if LANGUAGE.node_kind_is_visible(symbol)
} | {_ERROR_SYMBOL: _NUMBERS[("ERROR", True)]}
_NAMES = tuple(name for name, _ in _SPELLED)
_IS_NAMED = tuple(is_named for _, is_named in _SPELLED)
_ERROR = _NUMBERS[("ERROR", True)]
# nearly half of all nodes is punctuation that says nothing which its parent does not say
_PUNCTUATION = frozenset('.,:;()[]{}"`\n') | {""}
_DROPPED = frozenset(
    symbol for symbol, kind in _KINDS.items() if not _IS_NAMED[kind] and _NAMES[kind] in _PUNCTUATION
)
FIELDS = {LANGUAGE.field_name_for_id(number) or "": number for number in range(1, LANGUAGE.field_count + 1)}


EVERY_KIND = frozenset(_NUMBERS.values())
"""The numbers of all kinds."""
NAMED_KINDS = frozenset(number for (_, is_named), number in _NUMBERS.items() if is_named)
"""The numbers of the kinds of named nodes."""


def kinds_named(name: str) -> frozenset[int]:
    """Return the number of a kind of named nodes, or nothing if the grammar has none of that name."""
    number = _NUMBERS.get((name, True))
    return frozenset() if number is None else frozenset({number})


def kinds_of_word(word: str) -> frozenset[int]:
    """Return the number of a word or sign of Go, or nothing for what the tables do not have."""
    number = _NUMBERS.get((word, False))
    return frozenset() if number is None or word in _PUNCTUATION else frozenset({number})


class Kinds:
    """Some kinds of nodes, ready to be looked for in the table of a tree."""

    __slots__ = ("pattern",)

    def __init__(self, numbers: Iterable[int]) -> None:
        wanted = b"".join(re.escape(bytes([each])) for each in sorted(numbers))
        self.pattern = re.compile(b"[" + wanted + b"]")


@lru_cache(maxsize=512)
def kinds(*names: str) -> Kinds:
    """Return some kinds of named nodes by their names in the grammar."""
    return Kinds(number for name in names for number in kinds_named(name))


class Point(NamedTuple):
    """A place by its line and its byte in that line, both 0-based."""

    row: int
    column: int


class Node:
    """A node of a tree: a view of one row of the tables.

    There is one view for each row that was asked about, so that nodes are the same if they are identical.
    ``id`` is the row, and counts from 0 in preorder; ``type`` is the kind as the grammar spells it;
    ``start_byte`` and ``end_byte`` are 0-based, the end not included.
    """

    __slots__ = ("end_byte", "id", "parent", "start_byte", "tree", "type")

    def __init__(self, tree: Tree, number: int, parent: Node | None) -> None:
        self.tree = tree
        self.id = number
        self.parent = parent
        self.type = _NAMES[tree.kinds[number]]
        self.start_byte = tree.starts[number]
        self.end_byte = tree.ends[number]

    def __repr__(self) -> str:
        return f"<{self.type} {self.start_byte}..{self.end_byte}>"

    @property
    def text(self) -> bytes:
        """The text of the node."""
        return self.tree.data[self.start_byte : self.end_byte]

    @property
    def is_named(self) -> bool:
        """Whether it is more than a word or a sign of Go."""
        return _IS_NAMED[self.tree.kinds[self.id]]

    @property
    def is_missing(self) -> bool:
        """Whether it is not in the text, and the parser thought it up to go on."""
        return self.id in self.tree.missing

    @property
    def has_error(self) -> bool:
        """Whether something in it is no Go, or missing."""
        tree = self.tree
        if not tree.has_error or self.parent is None:
            return tree.has_error
        return tree.first_error(self.id, tree.lasts[self.id]) is not None

    @property
    def children(self) -> list[Node]:
        """What stands directly in it, without punctuation."""
        tree = self.tree
        lasts, nodes = tree.lasts, tree.views
        found = []
        each, end = self.id + 1, lasts[self.id]
        while each < end:
            found.append(nodes[each] or tree.node(each))
            each = lasts[each]
        return found

    @property
    def named_children(self) -> list[Node]:
        """The children that are more than a word or a sign of Go."""
        tree = self.tree
        lasts, nodes, of = tree.lasts, tree.views, tree.kinds
        found = []
        each, end = self.id + 1, lasts[self.id]
        if end - each > _LARGE:
            return list(tree.named_children_of(self.id))
        while each < end:
            if _IS_NAMED[of[each]]:
                found.append(nodes[each] or tree.node(each))
            each = lasts[each]
        return found

    @property
    def named_child_count(self) -> int:
        """How many named children there are."""
        return len(self.named_children)

    @property
    def child_count(self) -> int:
        """How many children there are, without punctuation."""
        return len(self.children)

    def child_by_field_name(self, name: str) -> Node | None:
        """Return the first child in a field."""
        return field(self, name)

    def children_by_field_name(self, name: str) -> list[Node]:
        """Return the children in a field."""
        tree, wanted = self.tree, FIELDS[name]
        found = []
        each, end = self.id + 1, tree.lasts[self.id]
        while each < end:
            if tree.fields[each] == wanted:
                found.append(tree.node(each))
            each = tree.lasts[each]
        return found

    @property
    def next_named_sibling(self) -> Node | None:
        """The named node behind it in its parent."""
        tree = self.tree
        end = tree.lasts[self.parent.id] if self.parent is not None else 0
        each = tree.lasts[self.id]
        while each < end:
            if _IS_NAMED[tree.kinds[each]]:
                return tree.node(each)
            each = tree.lasts[each]
        return None

    @property
    def prev_named_sibling(self) -> Node | None:
        """The named node before it in its parent."""
        before: Node | None = None
        for each in self.parent.named_children if self.parent is not None else ():
            if each.id >= self.id:
                break
            before = each
        return before

    @property
    def start_point(self) -> Point:
        """Where it starts."""
        return self.tree.point(self.start_byte)

    @property
    def end_point(self) -> Point:
        """Where it ends."""
        return self.tree.point(self.end_byte)

    def descendants(self, wanted: Kinds) -> list[Node]:
        """Return the nodes of some kinds in it, itself included, in preorder."""
        tree = self.tree
        return [tree.node(each) for each in tree.rows(wanted, self.id, tree.lasts[self.id])]


def field(node: Node, name: str) -> Node | None:
    """Return the child in a field, the first of several."""
    tree, wanted = node.tree, FIELDS[name]
    lasts, fields = tree.lasts, tree.fields
    number = node.id
    each, end = number + 1, lasts[number]
    if end - number > _LARGE:
        row = tree.fields_of(number).get(wanted)
        return tree.node(row) if row is not None else None
    while each < end:
        if fields[each] == wanted:
            return tree.views[each] or tree.node(each)
        each = lasts[each]
    return None


class Stuck(NamedTuple):
    """Where the parser could not go on: the bytes of the word that it met, and the kinds it could have taken.

    Both are as the grammar spells them: ``,`` and ``identifier``, and the names of what is made of words.
    """

    start: int
    end: int
    expected: frozenset[str]


class Found(NamedTuple):
    """What a pattern of a query found: its number in the query, and rows by the names of its captures."""

    pattern: int
    captures: tuple[tuple[str, int], ...]


class Tree:
    """The syntax of one text, in tables by row: rows are nodes in preorder.

    ``kinds`` are numbers of kinds; ``starts`` and ``ends`` are bytes; ``parents`` are rows, -1 for the root;
    ``lasts`` the first row behind what is in a node; ``fields`` the field that a node has in its parent, 0 if
    none. ``missing`` are the rows of what the parser thought up; ``stuck`` says of the row of what is no Go
    where the parser could not go on, if that is known. ``is_too_deep`` says that the text nests deeper than
    allowed; its tables are then those of an empty text.

    tree-sitter's own tree is there until `close`, for `run`.
    """

    __slots__ = (
        "_closed",
        "_fields",
        "_found",
        "_lines",
        "_named_children",
        "_parsed",
        "arguments",
        "data",
        "ends",
        "fields",
        "has_error",
        "is_too_deep",
        "kinds",
        "lasts",
        "missing",
        "parents",
        "parses",
        "starts",
        "stuck",
        "views",
    )

    def __init__(self, data: bytes, max_depth: int) -> None:
        self.data = data
        self._fields: dict[int, dict[int, int]] = {}
        self._named_children: dict[int, list[Node]] = {}
        self.arguments: dict[int, list[Node]] = {}  # golang.callee keeps those of long calls here
        self.kinds = bytearray()
        self.starts = array("I")
        self.ends = array("I")
        self.parents = array("i")
        self.lasts = array("I")
        self.fields = bytearray()
        self.missing: frozenset[int] = frozenset()
        self.stuck: dict[int, Stuck] = {}
        self._found: dict[Query, tuple[list[int], list[Found]]] = {}
        self._lines: list[int] | None = None
        self.parses = 1
        self._parsed: tree_sitter.Tree | None = _parsed(data)
        self.has_error = self._parsed.root_node.has_error
        self.is_too_deep = not self._flattened(self._parsed, max_depth)
        if self.is_too_deep:
            self._empty()
        self.views: list[Node | None] = [None] * len(self.kinds)

    def _empty(self) -> None:
        for table in (self.kinds, self.fields, self.stuck):
            table.clear()
        for numbers in (self.starts, self.ends, self.parents, self.lasts):
            del numbers[:]
        self._parsed = _parsed(b"")
        self.has_error = False
        self._flattened(self._parsed, 1)

    def _flattened(self, tree: tree_sitter.Tree, max_depth: int) -> bool:
        """Write a tree into the tables; returns whether it is no deeper than allowed."""
        kind_of, dropped, has_error = _KINDS, _DROPPED, self.has_error
        missing: set[int] = set()
        lasts = self.lasts
        add_kind, add_start, add_end = self.kinds.append, self.starts.append, self.ends.append
        add_parent, add_last, add_field = self.parents.append, lasts.append, self.fields.append
        cursor = tree.walk()
        down, beside, up = cursor.goto_first_child, cursor.goto_next_sibling, cursor.goto_parent
        row, parent = 0, -1
        above: list[int] = []
        while True:
            node = cursor.node
            assert node is not None
            symbol = node.kind_id
            if symbol not in dropped or (has_error and node.is_missing):
                if has_error and node.is_missing:
                    missing.add(row)
                elif symbol == _ERROR_SYMBOL and (stuck := _stuck(node)) is not None:
                    self.stuck[row] = stuck
                add_kind(kind_of[symbol])
                add_start(node.start_byte)
                add_end(node.end_byte)
                add_parent(parent)
                add_field(cursor.field_id or 0)
                add_last(row + 1)
                row += 1
                if down():
                    if len(above) >= max_depth - 1:
                        return False
                    above.append(parent)
                    parent = row - 1
                    continue
            while not beside():
                if not above:
                    self.missing = frozenset(missing)
                    return True
                up()
                lasts[parent] = row
                parent = above.pop()

    @property
    def root(self) -> Node:
        """The node that holds all others."""
        return self.views[0] or self.node(0)

    def node(self, row: int) -> Node:
        """Return the node of a row."""
        views = self.views
        found = views[row]
        if found is not None:
            return found
        parents, wanted = self.parents, []
        while row >= 0 and views[row] is None:
            wanted.append(row)
            row = parents[row]
        found = views[row] if row >= 0 else None
        for each in reversed(wanted):
            found = views[each] = Node(self, each, found)
        assert found is not None
        return found

    def fields_of(self, row: int) -> dict[int, int]:
        """Return the first row in each field of a node that has many children, kept."""
        if row not in self._fields:
            found: dict[int, int] = {}
            each, end = row + 1, self.lasts[row]
            while each < end:
                found.setdefault(self.fields[each], each)
                each = self.lasts[each]
            self._fields[row] = found
        return self._fields[row]

    def named_children_of(self, row: int) -> list[Node]:
        """Return the named children of a node that may have many, kept."""
        if row not in self._named_children:
            found: list[Node] = []
            each, end = row + 1, self.lasts[row]
            while each < end:
                if _IS_NAMED[self.kinds[each]]:
                    found.append(self.node(each))
                each = self.lasts[each]
            self._named_children[row] = found
        return self._named_children[row]

    def rows(self, wanted: Kinds, first: int, last: int) -> list[int]:
        """Return the rows of some kinds between two rows, the last one not included."""
        return [match.start() for match in wanted.pattern.finditer(self.kinds, first, last)]

    def within(self, wanted: Kinds, start: int, end: int) -> list[Node]:
        """Return the nodes of some kinds that lie in a range of bytes, in preorder."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        ends = self.ends
        return [self.node(row) for row in self.rows(wanted, first, last) if ends[row] <= end]

    def exact(self, wanted: Kinds, start: int, end: int) -> Node | None:
        """Return the outermost node of some kinds that covers just a range of bytes, or None."""
        first, last = bisect_left(self.starts, start), bisect_right(self.starts, start)
        ends = self.ends
        return next((self.node(row) for row in self.rows(wanted, first, last) if ends[row] == end), None)

    def around(self, start: int, end: int) -> Node:
        """Return the innermost node that covers a range of bytes; punctuation is none."""
        starts, ends, lasts = self.starts, self.ends, self.lasts
        if start < end:  # whatever covers them holds the last node that begins so early
            row = bisect_right(starts, start) - 1
            while row > 0 and ends[row] < end:
                row = self.parents[row]
            return self.node(max(row, 0))
        row, each = 0, 1
        while each < lasts[row]:
            if starts[each] > start:
                break
            if ends[each] >= end and (ends[each] > start or start == end):
                row, each = each, each + 1
            else:
                each = lasts[each]
        return self.node(row)

    def first_error(self, first: int, last: int) -> Node | None:
        """Return the first node between two rows that is no Go or was missing, or None."""
        rows = [each for each in self.missing if first <= each < last]
        error = self.kinds.find(_ERROR, first, last)
        if error >= 0:
            rows.append(error)
        return self.node(min(rows)) if rows else None

    def point(self, byte: int) -> Point:
        """Return the line and column of a byte."""
        if self._lines is None:
            self._lines = [0, *(match.end() for match in re.finditer(b"\n", self.data))]
        row = bisect_right(self._lines, byte) - 1
        return Point(row, byte - self._lines[row])

    def run(self, query: Query, by: str = "report") -> None:
        """Look for what a query finds, for `matches`; before `close` that costs no parse.

        ``by`` is the capture that says where a match is: every pattern has it.
        """
        if query in self._found:
            return
        tree = self._parsed
        if tree is None:
            self.parses += 1
            tree = _parsed(b"" if self.is_too_deep else self.data)
        found: list[tuple[int, Found]] = []
        for pattern, captures in QueryCursor(query).matches(tree.root_node):
            rows = {name: self._row(nodes[0]) for name, nodes in captures.items() if nodes}
            found.append((self.starts[rows[by]], Found(pattern, tuple(rows.items()))))
        found.sort()
        self._found[query] = ([start for start, _ in found], [each for _, each in found])

    def matches(self, query: Query, start: int, end: int) -> list[tuple[int, dict[str, Node]]]:
        """Return (pattern, captures) for what a query reports that starts in a range of bytes."""
        self.run(query)
        starts, found = self._found[query]
        return [
            (each.pattern, {name: self.node(row) for name, row in each.captures})
            for each in found[bisect_left(starts, start) : bisect_left(starts, end)]
        ]

    def close(self) -> None:
        """Let go of tree-sitter's tree."""
        self._parsed = None

    def _row(self, node: tree_sitter.Node) -> int:
        kind, end, row = _KINDS[node.kind_id], node.end_byte, bisect_left(self.starts, node.start_byte)
        while self.kinds[row] != kind or self.ends[row] != end:
            row += 1
        return row


def _stuck(error: tree_sitter.Node) -> Stuck | None:
    """Return what stood in the way where an error begins, or None if the parser had gone on from there."""
    leaf: tree_sitter.Node | None = error
    for _ in range(_DEEPEST_WORD):
        assert leaf is not None
        if not leaf.child_count:
            break
        leaf = leaf.child(0)
    if leaf is None or leaf.child_count or not leaf.parse_state or leaf.next_parse_state:
        return None
    ahead = LANGUAGE.lookahead_iterator(leaf.parse_state)
    expected = frozenset(name for _, name in ahead) if ahead is not None else frozenset()
    return Stuck(leaf.start_byte, leaf.end_byte, expected)


def _parsed(data: bytes) -> tree_sitter.Tree:
    # a new parser each time: one that stopped half-way would go on with the old text
    return Parser(LANGUAGE).parse(data)


def parsed(data: bytes, max_depth: int = 500) -> Tree:
    """Return the tree of a Go text, closed; any bytes give one, with ERROR nodes where they must."""
    tree = Tree(data, max_depth)
    tree.close()
    return tree


@lru_cache(maxsize=512)
def compiled(text: str) -> Query:
    """Return a compiled query; raises `tree_sitter.QueryError` where the text is wrong.

    Compiling takes a millisecond, longer than a short answer takes to check, so queries are kept.
    """
    query: Query = Query(LANGUAGE, text)
    return query
