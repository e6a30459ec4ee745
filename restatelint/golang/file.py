"""One parsed Go file: its tree, its imports and what it declares at the top level."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from restatelint.golang.budget import Budget
from restatelint.golang.callee import Callee, callee
from restatelint.golang.declarations import Function, declarations_of
from restatelint.golang.declared import Declared
from restatelint.golang.declared_words import declared_words
from restatelint.golang.imports import Imports
from restatelint.golang.index import Index
from restatelint.golang.syntax import text
from restatelint.golang.tree import Tree, kinds
from restatelint.source.limits import Limits, exceeds_nesting
from restatelint.source.position import decoded, encoded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from restatelint.golang.declarations import Declaration
    from restatelint.golang.declared_words import DeclaredWords
    from restatelint.golang.scope import FileScopes
    from restatelint.golang.syntax import Parameter
    from restatelint.golang.tree import Node, Query
    from restatelint.golang.types import External, Type
    from restatelint.source.text import Source


_BLANK = re.compile(rb"\s+|//[^\n]*|/\*[\s\S]*?\*/")  # white space or a comment
_CLAUSE = re.compile(rb"package[ \t]+([A-Za-z_][A-Za-z0-9_]{0,200})(?=[\s;/])")
_NAMES = kinds("identifier", "field_identifier")


class File:
    """A Go file. It is parsed, once, and all else is found, when first asked for."""

    def __init__(
        self,
        source: Source,
        package_names: Mapping[str, str],
        max_depth: int = Limits().max_depth,
        queries: Callable[[File], Iterable[Query]] = lambda _: (),
        budget: Budget | None = None,
    ) -> None:
        """Take a source.

        ``package_names`` gives the real name of packages whose path does not tell it, by import path.
        A file that nests deeper than ``max_depth`` levels counts as empty. ``queries`` says what will be
        looked for in it, so that it need not be parsed again for that. What is asked of the file is taken
        from ``budget``.
        """
        self.source = source
        self.budget = Budget() if budget is None else budget
        self._package_names = package_names
        self._max_depth = max_depth
        self._queries = queries
        self._tree: Tree | None = None
        self._forget()
        self.signatures: dict[tuple[int, str], tuple[Parameter, ...]] = {}  # golang.declarations does too
        self._callees: dict[int, Callee | None] = {}
        self.scopes: FileScopes | None = None  # golang.scope keeps what it finds here

    def _forget(self) -> None:
        self.targets: dict[int, Function | External | None] = {}  # golang.calls keeps its answers here
        self.named_targets: dict[bytes, Function | External | None] = {}
        self.types: dict[int, Type | None] = {}  # golang.typenames keeps its answers here
        self.expressions: dict[int, Type | None] = {}  # golang.expressions keeps its answers here

    def begin_again(self, budget: Budget) -> None:
        """Forget what other files had a part in; what is asked from now on is taken from a budget."""
        self._forget()
        if self.scopes is not None:
            self.scopes.types.clear()
        self.budget = budget
        if self._tree is not None:
            budget.extend()

    @property
    def tree(self) -> Tree:
        """The syntax."""
        tree = self._tree
        if tree is None:
            self.budget.extend()
            data = self.source.data
            self._is_nested = exceeds_nesting(data, self._max_depth)
            tree = self._tree = Tree(b"" if self._is_nested else data, self._max_depth)
            for query in self._queries(self):
                tree.run(query)
            tree.close()
        return tree

    @property
    def root(self) -> Node:
        """The root of the tree."""
        return self.tree.root

    @property
    def parses(self) -> int:
        """How often the file was parsed."""
        return self._tree.parses if self._tree is not None else 0

    @property
    def is_refused(self) -> bool:
        """Whether the file nests too deep, and so counts as empty."""
        return self.tree.is_too_deep or self._is_nested

    @cached_property
    def top_level(self) -> list[Node]:
        """The named children of the file."""
        return self.root.named_children

    @cached_property
    def _starts(self) -> list[int]:
        return [node.start_byte for node in self.top_level]

    def top_level_at(self, byte: int) -> Node | None:
        """Return the top-level node that holds a byte."""
        index = bisect_right(self._starts, byte) - 1
        if index < 0:
            return None
        node = self.top_level[index]
        return node if byte < node.end_byte else None

    @cached_property
    def _index(self) -> Index:
        return Index(self.tree)

    def nodes(self, kind: str, start: int = 0, end: int | None = None) -> list[Node]:
        """Return the nodes of a kind that start in a byte range, in order; see `index.Index`."""
        found = self._index.nodes(kind, start, end)
        self.budget.spend(1 + len(found))
        return found

    @property
    def calls(self) -> list[Node]:
        """Every call of the file, by where it starts; the outer one first."""
        return self.nodes("call")

    def calls_in(self, start: int, end: int) -> list[Node]:
        """Return the calls that start in a byte range."""
        return self.nodes("call", start, end)

    def says(self, *words: str) -> bool:
        """Whether the text holds one of some words, be it as a part of others."""
        return any(encoded(word) in self.source.data for word in words)

    def identifiers(self, name: str, start: int, end: int) -> list[Node]:
        """Return the names that lie in a byte range, in order, those of fields and methods too."""
        rows, tree = self._rows_of(name, start, end), self.tree
        self.budget.spend(1 + len(rows))
        return [tree.node(row) for row in rows]

    def identifier_count(self, name: str, start: int, end: int) -> int:
        """Return how many names `identifiers` gives."""
        self.budget.spend(1)
        return len(self._rows_of(name, start, end))

    def _rows_of(self, name: str, start: int, end: int) -> Sequence[int]:
        rows = self._names.get(encoded(name))
        if rows is None:
            return ()
        tree = self.tree
        first = bisect_left(rows, bisect_left(tree.starts, start))
        last = bisect_left(rows, bisect_left(tree.starts, end))
        if last > first and tree.ends[rows[last - 1]] > end:
            last -= 1
        return rows[first:last]

    @cached_property
    def _names(self) -> dict[bytes, array[int]]:
        """The rows of the identifiers of the file by what they say; all at once, as everybody asks."""
        tree = self.tree
        found: dict[bytes, array[int]] = {}
        data, starts, ends = tree.data, tree.starts, tree.ends
        for row in tree.rows(_NAMES, 0, len(tree.kinds)):
            name = data[starts[row] : ends[row]]
            rows = found.get(name)
            if rows is not None:
                rows.append(row)
            elif name:  # the parser thinks up some that stand nowhere
                found[name] = array("I", (row,))
        return found

    def callee(self, call: Node) -> Callee | None:
        """Return what a call names; see `syntax.callee`. Kept, since everybody asks."""
        known, key = self._callees, call.id
        if key in known:
            return known[key]
        found = known[key] = callee(call)
        return found

    @cached_property
    def functions(self) -> tuple[Function, ...]:
        """Every function, method and literal of the file, by where it starts."""
        declared = {f.node.start_byte: f for f in self.declarations if isinstance(f, Function)}
        return tuple(
            declared.get(node.start_byte) or Function(self, node, "") for node in self.nodes("function")
        )

    @cached_property
    def _functions_by_start(self) -> dict[int, Function]:
        return {function.node.start_byte: function for function in self.functions}

    def function_of(self, node: Node) -> Function | None:
        """Return the function that a declaration or literal is, None for any other node."""
        function = self._functions_by_start.get(node.start_byte)
        return function if function is not None and function.node == node else None

    def function_at(self, byte: int) -> Function | None:
        """Return the innermost function that holds a byte."""
        index = bisect_right(self._function_starts, byte) - 1
        while index >= 0 and byte >= self.functions[index].node.end_byte:
            index = self._around[index]
        return self.functions[index] if index >= 0 else None

    @cached_property
    def _around(self) -> list[int]:
        """For each function the number of the one around it, -1 at the top level."""
        found: list[int] = []
        for number, function in enumerate(self.functions):
            outer = number - 1
            while outer >= 0 and self.functions[outer].node.end_byte <= function.node.start_byte:
                outer = found[outer]
            found.append(outer)
        return found

    def enclosing_title(self, byte: int) -> str:
        """Return the title of the declared function that holds a byte, "" outside of any."""
        top = self.top_level_at(byte)
        function = self.function_of(top) if top is not None else None
        return function.title if function is not None else ""

    @cached_property
    def _function_starts(self) -> list[int]:
        return [function.node.start_byte for function in self.functions]

    @cached_property
    def package_name(self) -> str:
        """The name in the package clause, "" without one; nothing is parsed for it if the text says it."""
        data, start = self.source.data, 0
        while (blank := _BLANK.match(data, start)) is not None:
            start = blank.end()
        clause = _CLAUSE.match(data, start)
        if clause is not None:
            return decoded(clause[1])
        for node in self.top_level:
            if node.type == "package_clause":
                return text(node.named_children[0]) if node.named_children else ""
        return ""

    @property
    def is_test(self) -> bool:
        """Whether the file's name says it is a test."""
        return self.source.location.endswith("_test.go")

    @cached_property
    def imports(self) -> Imports:
        """The imports."""
        return Imports.of(self.top_level, self._package_names)

    @cached_property
    def declarations(self) -> tuple[Declaration, ...]:
        """Everything the file declares at the top level, in order."""
        return declarations_of(self)

    @cached_property
    def _words(self) -> DeclaredWords:
        return declared_words(self.source.data)

    def may_declare(self, name: str) -> bool:
        """Whether the file may declare a name or a method of that name; nothing is parsed for it."""
        if self._tree is not None:
            return self.declared.has(name)
        return self._words.may_name(encoded(name))

    def may_receive(self, name: str) -> bool:
        """Whether the file may declare a method of a type of that name; nothing is parsed for it."""
        if self._tree is not None:
            return bool(self.declared.methods_of(name))
        return self._words.may_receive(encoded(name))

    @cached_property
    def declared(self) -> Declared:
        """What the file declares at the top level, by name."""
        return Declared(self.declarations)
