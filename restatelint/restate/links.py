"""A link of a chain: a place in code, and what to call it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from restatelint.golang.shown import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.golang.types import External


@dataclass(frozen=True)
class Link:
    """One step of a chain: a call or statement, and the name of what it leads to.

    ``words`` says what happens there, when it is not a call of ``title``; ``skipped`` counts the links that
    were left out before it.
    """

    file: File
    node: Node
    title: str
    words: str = ""
    skipped: int = 0

    @property
    def line(self) -> int:
        """The 1-based line."""
        return self.file.source.lines.position(self.node.start_byte).line


TOLD = 8
"""The links of a chain that a message tells: the first ones and the last."""

MOST = 20
"""The links of a chain that are kept: the first ones, and the last, which is the cause."""


def onto(link: Link, links: tuple[Link, ...]) -> tuple[Link, ...]:
    """Return a chain with a link before it, of which at most `MOST` links are kept."""
    return bounded((link, *links))


def bounded(links: tuple[Link, ...]) -> tuple[Link, ...]:
    """Return the first links of a chain and the last one, which says how many are left out before it."""
    if len(links) <= MOST:
        return links
    skipped = sum(1 + each.skipped for each in links[MOST - 1 : -1]) + links[-1].skipped
    return (*links[: MOST - 1], replace(links[-1], skipped=skipped))


def length(links: tuple[Link, ...]) -> int:
    """Return how many links a chain has, those that are left out too."""
    return len(links) + sum(each.skipped for each in links)


def way(links: tuple[Link, ...]) -> str:
    """Return the titles along a chain, as a message says them: at most eight."""
    return told([each.title for each in links], length(links))


def told(titles: Sequence[str], total: int) -> str:
    """Return titles as a message says them: the first ones and the last; ``total`` counts all there are."""
    if total <= TOLD:
        return " → ".join(titles)
    return " → ".join((*titles[: TOLD - 1], f"... {total - TOLD} more", titles[-1]))


def foreign_title(program: Program, file: File, call: Node, target: External) -> str:
    """Return what to call a foreign function where it is called: a variable of the module by its own name."""
    called = file.callee(call)
    operand = called.operand if called is not None else None
    path = program.calls.import_path(file, operand) if operand is not None else None
    is_kept = called is not None and path is not None and path != target.path and not target.receiver
    return shown(called.expression) if called is not None and is_kept else target.title
