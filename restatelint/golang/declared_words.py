"""The names that a Go text may declare at the top level, told from its lines without parsing it.

A package has many files, and most questions about one of its names concern one of them. What is found here
may be too much, never too little for Go that compiles: a line of a body may begin with a name as well. A text
that puts declarations where lines do not begin may declare whatever it says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAME = rb"[A-Za-z_\x80-\xff][\w\x80-\xff]{0,200}"
_BLANK = rb"[ \t\r]{0,200}"
_REST = (
    rb"(?:(?:func|type|var|const)\b%(blank)b)?(?:\(([^()\n]{0,400})\)%(blank)b)?"
    rb"(%(name)b(?:%(blank)b,%(blank)b%(name)b){0,50})"
)
_PARTS = {b"blank": _BLANK, b"name": _NAME}
# a declaration, or one of a group of them, begins a line or follows a semicolon
_DECLARED = (re.compile(rb"\n" + _BLANK + _REST % _PARTS), re.compile(rb";" + _BLANK + _REST % _PARTS))
# or it stands behind a comment, has a line or a comment between keyword and name, is in a group on the
# keyword's line, or has a receiver of several lines or one that holds parentheses
_ELSEWHERE = (
    re.compile(rb"\*/%(blank)b(?:func|type|var|const)\b" % _PARTS),
    re.compile(
        rb"[\n;]%(blank)b(?:(?:func|type|var|const)%(blank)b[\n/]"
        rb"|(?:type|var|const)%(blank)b\(%(blank)b[^\s/)]"
        rb"|func%(blank)b\([^()\n]{0,400}(?:[\n(]|/\*))" % _PARTS
    ),
)
_WORD = re.compile(_NAME)


@dataclass(frozen=True, slots=True)
class DeclaredWords:
    """The words among which are all names that a text declares, and all receivers of its methods.

    None stands for whatever the text says.
    """

    names: frozenset[bytes] | None
    receivers: frozenset[bytes] | None

    def may_name(self, word: bytes) -> bool:
        """Whether the text may declare a name."""
        return self.names is None or word in self.names

    def may_receive(self, word: bytes) -> bool:
        """Whether the text may declare a method of a type of some name."""
        return self.receivers is None or word in self.receivers


_WHATEVER = DeclaredWords(None, None)


def declared_words(data: bytes) -> DeclaredWords:
    """Return the words that a Go text may declare."""
    if any(pattern.search(data) is not None for pattern in _ELSEWHERE):
        return _WHATEVER
    names: set[bytes] = set()
    receivers: set[bytes] = set()
    for pattern in _DECLARED:
        for receiver, listed in pattern.findall(data):
            if b"," in listed:
                names.update(_WORD.findall(listed))
            else:
                names.add(listed)
            if receiver:
                receivers.update(_WORD.findall(receiver))
    return DeclaredWords(frozenset(names), frozenset(receivers))
