"""What a predicate is: a question about captured nodes, answered from facts, with words for messages.

A predicate is given captures (nodes) and strings, and answers yes or no. A yes may carry values for the
``{placeholders}`` of messages, a chain of places, and how sure it is. ``#not-NAME?`` turns an answer round.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from restatelint.engine.query import Signature

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from restatelint.engine.finding import Confidence, Severity
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node
    from restatelint.restate.facts import Facts
    from restatelint.restate.links import Link

    Words = Callable[["Facts", "File"], Collection[str]]


class Question(NamedTuple):
    """What a predicate is asked: the captured nodes and the strings of its arguments, in order."""

    facts: Facts
    file: File
    nodes: tuple[Node, ...]
    strings: tuple[str, ...]

    @property
    def node(self) -> Node:
        """The first captured node."""
        return self.nodes[0]


@dataclass(frozen=True, slots=True)
class Answer:
    """A yes: values for placeholders, the links of a chain, and a severity or confidence of its own.

    For fixes, ``places`` gives byte ranges that templates may replace, and ``imports`` paths that the values
    need.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    severity: Severity | None = None
    confidence: Confidence | None = None
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    imports: tuple[str, ...] = ()


class Role(Enum):
    """Which part of a shape is a word that can be looked for in the text: see `engine.words`."""

    NAME = "name"
    OPERAND = "operand"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class Definition:
    """A predicate: its arguments, the placeholders and places it fills, and how it answers (None is no).

    ``key``, if there is one, gives the only string about a node that the answer can be yes for, or None
    ("" for a predicate that is asked without strings): many rules ask the same of a call, and one look
    tells which of them need to. ``possible`` tells from a whole file whether the answer can be yes in it.
    ``names`` are the only names of called functions that a call can have for a yes, ``kinds`` the only kinds
    of them: see `Facts.target_kind`. ``words`` gives, for a part of a shape, the only words in a file that
    it can be for a yes.
    """

    signature: Signature
    fills: frozenset[str]
    ask: Callable[[Question], Answer | None]
    key: Callable[[Facts, File, Node], str | None] | None = None
    possible: Callable[[File], bool] | None = None
    names: frozenset[str] | None = None
    kinds: frozenset[str] | None = None
    words: Mapping[Role, Words] = field(default_factory=dict, hash=False)


YES = Answer()
_NO_WORDS: Mapping[Role, Words] = {}


def answer(holds: bool) -> Answer | None:
    """Return a yes without further words, or a no."""
    return YES if holds else None


def predicate(
    ask: Callable[[Question], Answer | None],
    *fills: str,
    strings: frozenset[str] | None = None,
    variadic: bool = False,
    captures: int = 1,
    key: Callable[[Facts, File, Node], str | None] | None = None,
    possible: Callable[[File], bool] | None = None,
    names: frozenset[str] | None = None,
    kinds: frozenset[str] | None = None,
    words: Mapping[Role, Words] = _NO_WORDS,
) -> Definition:
    """Define a predicate over one or more captures, then strings if ``strings`` or ``variadic`` is given.

    ``strings`` are the strings allowed, ``variadic`` allows several.
    """
    arguments = ("capture",) * captures
    if strings is not None or variadic:
        arguments = (*arguments, "string")
    choices = {captures: strings} if strings else {}
    return Definition(
        Signature(arguments, variadic, choices), frozenset(fills), ask, key, possible, names, kinds, words
    )
