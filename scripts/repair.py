"""A scripted model: it mends an answer by what the agent format says of it, and by nothing else.

It knows how to write Go, in the form of an answer that is right, and takes lines of that only where the
feedback leads it: by the lines that it names, by the names in its words, or by the edits that it gives. What
it was not told of stays wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from statistics import median
from typing import TYPE_CHECKING

from restatelint import __version__
from restatelint.judge.task import load_tasks
from restatelint.judge.verify import verify
from restatelint.report.options import Options
from restatelint.report.verdict import agent
from scripts.task_pages import answers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_ITEM = re.compile(r"^\d+\. (?P<head>.*)$", re.MULTILINE)
_LINES = re.compile(r"(?:^|line )(\d+)(?=[:\s,.]|$)|at line (\d+)|, line (\d+):", re.MULTILINE)
_NAMES = re.compile(r"[A-Za-z_][\w]*(?:\.[A-Za-z_]\w*)*")
_PLAIN = re.compile(r"^[a-z]+$")
_WHOLE = re.compile(r"not whole|ends too early|not valid Go", re.IGNORECASE)
_NEAR = 3
_RELEASE = "v1.0"
_VERSION = "1.0.0"


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines of an answer from ``start`` to ``end`` (0-based, end exclusive), and what a right one has."""

    start: int
    end: int
    lines: tuple[str, ...]


def items(feedback: str) -> list[str]:
    """Return the numbered items of a feedback."""
    starts = [match.start() for match in _ITEM.finditer(feedback)]
    ends = [*starts[1:], len(feedback)]
    return [feedback[start:end] for start, end in zip(starts, ends, strict=False)]


def mended(answer: str, feedback: str, right: str) -> str:
    """Return an answer with what its feedback tells of mended as a right answer has it."""
    lines, wanted = answer.splitlines(), right.splitlines()
    hunks = [
        Hunk(first, last, tuple(wanted[begin:end]))
        for kind, first, last, begin, end in SequenceMatcher(
            None, lines, wanted, autojunk=False
        ).get_opcodes()
        if kind != "equal"
    ]
    chosen: set[Hunk] = set()
    for item in items(feedback):
        chosen |= _told(item, hunks, lines)
    for hunk in sorted(chosen, key=lambda each: each.start, reverse=True):
        lines[hunk.start : hunk.end] = hunk.lines
    return "\n".join(lines) + "\n"


def _told(item: str, hunks: Sequence[Hunk], lines: Sequence[str]) -> set[Hunk]:
    """Return the hunks that an item leads to."""
    if _WHOLE.search(item):
        return set(hunks)
    named = [int(next(filter(None, match.groups()))) - 1 for match in _LINES.finditer(item)]
    near = {
        hunk
        for hunk in hunks
        for line in named
        if hunk.start - _NEAR <= line < max(hunk.end, hunk.start + 1) + _NEAR
    }
    if near:
        return near
    for words, plain in ((_names(item), False), (_plain_words(item), True)):
        scored = [(len(words & _words(hunk, lines, plain=plain)), hunk) for hunk in hunks]
        best = max((score for score, _ in scored), default=0)
        if best:
            return {hunk for score, hunk in scored if score == best}
    return set()


def _names(text: str) -> set[str]:
    """Return the names of code in a text, and what stands in quotes."""
    names = {each for each in _NAMES.findall(text) if not _PLAIN.match(each)}
    return names | set(re.findall(r'"([^"\n]{2,40})"', text))


def _plain_words(text: str) -> set[str]:
    return {each.casefold() for each in re.findall(r"[A-Z]?[a-z]{3,}", text)}


def _words(hunk: Hunk, lines: Sequence[str], *, plain: bool) -> set[str]:
    text = "\n".join((*hunk.lines, *lines[hunk.start : hunk.end]))
    if plain:
        return _plain_words(text)
    return _names(text) | {part for name in _NAMES.findall(text) for part in name.split(".")}


def tokens(text: str) -> int:
    """Return about how many tokens a text is for a model: words in parts of six letters, and signs."""
    return sum((len(each) + 5) // 6 for each in re.findall(r"\w+|[^\w\s]", text))


@dataclass(frozen=True, slots=True)
class Repair:
    """How mending a rejected answer went: the feedback of each attempt, and whether it was accepted then."""

    task: str
    path: Path
    feedback: tuple[str, ...]
    accepted: bool


def repaired(task: str, path: Path, most: int = 8) -> Repair:
    """Mend a rejected answer by what is said of it, until it is accepted, told no more, or tried often."""
    text = path.read_text("utf-8")
    lines = text.splitlines()
    rights = [each.read_text("utf-8") for each in answers(task, "accepted") if each.name.startswith(_RELEASE)]
    right = max(
        rights, key=lambda one: SequenceMatcher(None, lines, one.splitlines(), autojunk=False).ratio()
    )
    told: list[str] = []
    while True:
        verdict = verify(text, task, sdk_version=_VERSION)
        if verdict.accepted or len(told) == most:
            break
        told.append("".join(agent(verdict, Options(version=__version__))))
        better = mended(text, told[-1], right)
        if better == text:
            break
        text = better
    return Repair(task, path, tuple(told), verdict.accepted)


def repairs() -> list[Repair]:
    """Return how mending every rejected answer of every task went."""
    return [repaired(task, path) for task in load_tasks() for path in answers(task, "rejected")]


def summary() -> str:
    """Return in words how many were mended, in how many attempts, and how long what they were told is."""
    all_of = repairs()
    right = [each for each in all_of if each.accepted]
    counts = [len(each.feedback) for each in right]
    sizes = [tokens(text) / max(1, len(items(text))) for each in all_of for text in each.feedback]
    once = sum(count == 1 for count in counts)
    return (
        f"{len(right)} of {len(all_of)} rejected answers are mended, {once} after one verdict and all\n"
        f"after at most {max(counts)}. What a model is told takes about {median(sizes):.0f} tokens for each\n"
        "thing to mend.\n"
    )
