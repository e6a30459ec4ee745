"""The shapes of queries, and which rules ask what where one is found."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from restatelint.engine.predicates import PREDICATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from restatelint.engine.predicates.base import Answer, Question
    from restatelint.engine.rule import Pattern, Rule
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node
    from restatelint.restate.facts import Facts

_CAPTURES = re.compile(r"@[\w.-]+(?: @[\w.-]+)+")
Key = Callable[["Facts", "File", "Node"], "str | None"]
"""What predicates of one kind ask first of a node, so that it is asked once for all of them."""


class Indexed(NamedTuple):
    """A kind of nodes that a file has found for its facts; ``only`` is the node type meant, "" for all."""

    kind: str
    only: str = ""


INDEXED = {
    "[(call_expression) (type_conversion_expression)] @report": Indexed("call"),
    "(call_expression) @report": Indexed("call", "call_expression"),
    "(go_statement) @report": Indexed("go"),
    "(return_statement) @report": Indexed("return"),
    "(defer_statement) @report": Indexed("defer"),
    "(for_statement) @report": Indexed("for"),
    "(select_statement) @report": Indexed("select"),
    "(send_statement) @report": Indexed("send"),
    "(type_assertion_expression) @report": Indexed("assertion"),
    "(import_spec) @report": Indexed("import"),
    "(method_declaration name: (field_identifier) @report)": Indexed("method"),
    "(return_statement (expression_list (_) @report .))": Indexed("returned"),
    '(binary_expression operator: ["==" "!="]) @report': Indexed("equality"),
    '(binary_expression left: (identifier) operator: ["==" "!="] right: (nil)) @report': Indexed("nil"),
}
"""Shapes that are just a kind of node."""
BROKEN = "[(ERROR) (MISSING)] @report"
"""The shape of what is no Go."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A predicate ready to be asked: the captures and strings it is given."""

    ask: Callable[[Question], Answer | None]
    negated: bool
    captures: tuple[str, ...]
    strings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One pattern of one rule; ``only`` is the one type that its node may have, "" for whatever is found."""

    rule: Rule
    asks: tuple[Ask, ...]
    names: Mapping[str, str]
    only: str = ""


class ShapePattern(NamedTuple):
    """A pattern whose shape was shortened: ``names`` gives the kept capture for each one left out."""

    rule: Rule
    pattern: Pattern
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shape:
    """The rules that share a shape: ``plain`` ones, and those that only concern some calls.

    ``named`` has these by the name of what is called, ``kinds`` by where it is from.
    ``keyed`` holds, for a key function and the capture it looks at, the cases by the string they ask for,
    "" if they ask for none. ``choosy`` says that some case is only for one type of node.
    """

    plain: tuple[Case, ...]
    named: Mapping[str, tuple[Case, ...]]
    kinds: Mapping[str, tuple[Case, ...]]
    keyed: tuple[tuple[Key, str, Mapping[str, tuple[Case, ...]]], ...]
    choosy: bool


def with_one_name_each(shape: str) -> tuple[str, dict[str, str]]:
    """Return a shape in which no node has two captures, and the kept capture of each one left out.

    Shapes that differ only in what they call a node are then one pattern of the query.
    """
    names: dict[str, str] = {}

    def kept(match: re.Match[str]) -> str:
        first, *others = sorted(match[0].split(), key=lambda name: (name != "@report", name))
        if any(shape.count(f"{name} ") + shape.count(f"{name})") > 1 for name in others):
            return match[0]
        names.update({name[1:]: first[1:] for name in others})
        return first

    return _CAPTURES.sub(kept, shape), names


def shape_of(patterns: Iterable[ShapePattern]) -> Shape:
    """Return patterns that are asked about the same nodes, sorted by what they can be asked of."""
    choosy = False
    plain: list[Case] = []
    named: dict[str, tuple[Case, ...]] = {}
    kinds: dict[str, tuple[Case, ...]] = {}
    keyed: dict[tuple[Key, str], dict[str, tuple[Case, ...]]] = {}
    for rule, pattern, names in patterns:
        asks = tuple(
            Ask(
                PREDICATES[predicate.name].ask,
                predicate.negated,
                tuple(names.get(name[1:], name[1:]) for name in predicate.arguments if name[:1] == "@"),
                tuple(name for name in predicate.arguments if name[:1] != "@"),
            )
            for predicate in pattern.predicates
        )
        indexed = INDEXED.get(with_one_name_each(pattern.shape)[0])
        case = Case(rule, asks, names, indexed.only if indexed is not None else "")
        choosy = choosy or bool(case.only)
        first = PREDICATES[pattern.predicates[0].name] if pattern.predicates else None
        of_call = (
            bool(asks)
            and asks[0].captures[:1] == ("report",)
            and indexed is not None
            and indexed.kind == "call"
        )
        if first is None or asks[0].negated:
            plain.append(case)
        elif first.names is not None and of_call:
            for called in first.names:
                named[called] = (*named.get(called, ()), case)
        elif first.kinds is not None and of_call:
            for kind in first.kinds:
                kinds[kind] = (*kinds.get(kind, ()), case)
        elif first.key is None:
            plain.append(case)
        else:
            table = keyed.setdefault((first.key, asks[0].captures[0]), {})
            for string in asks[0].strings or ("",):
                table[string] = (*table.get(string, ()), case)
    tables = tuple((key, name, table) for (key, name), table in keyed.items())
    return Shape(tuple(plain), named, kinds, tables, choosy)


def together(shapes: Iterable[Shape]) -> Shape:
    """Return shapes that are asked about the same nodes as one."""
    plain: list[Case] = []
    named: dict[str, tuple[Case, ...]] = {}
    kinds: dict[str, tuple[Case, ...]] = {}
    keyed: dict[tuple[Key, str], dict[str, tuple[Case, ...]]] = {}
    choosy = False
    for shape in shapes:
        plain.extend(shape.plain)
        _add(named, shape.named)
        _add(kinds, shape.kinds)
        for key, name, table in shape.keyed:
            _add(keyed.setdefault((key, name), {}), table)
        choosy = choosy or shape.choosy
    tables = tuple((key, name, table) for (key, name), table in keyed.items())
    return Shape(tuple(plain), named, kinds, tables, choosy)


def _add(table: dict[str, tuple[Case, ...]], more: Mapping[str, tuple[Case, ...]]) -> None:
    for name, cases in more.items():
        table[name] = (*table.get(name, ()), *cases)
