"""What the author of an excerpt left out: where, and which questions cannot be answered for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from restatelint.golang.fragment import package_clause
from restatelint.golang.syntax import named_children
from restatelint.golang.tree import kinds

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node

_COMMENTS = kinds("comment")
_DOTS = rb"(?:\.\.\.|\xe2\x80\xa6)"
_BARE = re.compile(rb"^[ \t]*(" + _DOTS + rb")[ \t]*\r?$|\{[ \t]*(" + _DOTS + rb")[ \t]*\}", re.MULTILINE)
# an array whose length is counted, [...]int, has its type behind the brackets and no name right before them
_TYPES = re.compile(rb"(?<=\w)\[(" + _DOTS + rb")\](?![\w*\[])")
_SAID = re.compile(rb"^(?://|/\*)\s*" + _DOTS)


def comment_marks(data: bytes) -> list[tuple[int, bytes]]:
    """Return what makes comments of the dots in a text that stand for code: bytes by 0-based offset.

    Those are dots alone on a line, alone in braces, or in the place of type arguments, which Go has no
    other use for. Some type has to stand there, for which ``any`` is taken.
    """
    found: list[tuple[int, bytes]] = []
    for match in _BARE.finditer(data):
        if match[1] is not None:
            found.append((match.start(1), b"//"))
        else:
            found += [(match.start(2), b"/*"), (match.end(2), b"*/")]
    for match in _TYPES.finditer(data):
        found += [(match.start(1), b"any/*"), (match.end(1), b"*/")]
    return sorted(found)


def is_excerpt(file: File) -> bool:
    """Return whether a file leaves code out on purpose."""
    return file.source.origin is not None and file.source.origin.excerpt


def is_whole(file: File) -> bool:
    """Return whether its author gave a file as a whole: with its package clause, and nothing left out."""
    origin = file.source.origin
    clause = package_clause(file.root)
    if clause is None or (origin is not None and origin.excerpt):
        return False
    return origin is None or origin.is_copied(clause.start_byte, clause.end_byte)


def is_written(file: File, node: Node) -> bool:
    """Return whether a node stands in what its author wrote, and was not added to make a file of that."""
    origin = file.source.origin
    return origin is None or origin.is_copied(node.start_byte, node.end_byte)


def elides(file: File, start: int, end: int) -> bool:
    """Return whether an excerpt says, by a comment that begins with dots, that a range leaves code out."""
    if not is_excerpt(file):
        return False
    comments = file.tree.within(_COMMENTS, start, end)
    return any(
        start <= each.start_byte < end and _SAID.match(file.source.data[each.start_byte : each.end_byte])
        for each in comments
    )


def is_read_elsewhere(file: File, binding: Binding) -> bool:
    """Return whether code that is not at hand may read a name.

    It may where statements stand without their function, since more may follow, and where its scope leaves
    code out.
    """
    return _is_added(file, binding.start) or elides(file, binding.visible, binding.end)


def is_alone(file: File, statement: Node) -> bool:
    """Return whether a statement is all there is of a function: it shows an expression and does nothing."""
    siblings = statement.parent
    block = siblings.parent if siblings is not None and siblings.type == "statement_list" else siblings
    if siblings is None or block is None or block.type != "block" or not _is_added(file, block.start_byte):
        return False
    return named_children(siblings) == [statement]


def _is_added(file: File, byte: int) -> bool:
    origin = file.source.origin
    return origin is not None and not origin.is_copied(byte, byte + 1)
