"""Every regular expression takes time that grows with the text and no faster, whatever the text."""

from __future__ import annotations

import ast
import importlib
import random
import re
import sys
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if sys.version_info >= (3, 11):
    from re import _constants as constants
    from re import _parser as parser
else:
    import sre_constants as constants
    import sre_parse as parser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parent.parent
# these make patterns of data: of a form, which is in FORMS, or of words that are escaped or our own
MADE_ELSEWHERE = {
    ("restatelint/engine/load.py", "KEBAB.pattern"),
    ("restatelint/engine/toml.py", "form"),
    ("restatelint/engine/settings.py", "keys.DURATION_PART"),
    ("restatelint/judge/task.py", "_IDENTIFIER"),
    ("restatelint/judge/task.py", "names"),
    ("restatelint/golang/tree.py", "wanted"),
    ("restatelint/restate/contexts/strange.py", "begins"),
    ("restatelint/source/patterns.py", "expression"),
}
_RE = re.compile(r"\bre\.[a-z]")
SHORT, LONG = 3_000, 12_000
SLOW = 0.003  # seconds of the processor that no linear pattern takes for a short text
ANYTHING = tuple("aA0_ \t\n\r\"'`/\\.,:;-+*=%#@!()[]{}<>|&~^é")


class Used(NamedTuple):
    """A pattern, and how it is used: "match", "fullmatch" or "search"."""

    place: str
    pattern: re.Pattern[str] | re.Pattern[bytes]
    how: str


@cache
def modules() -> tuple[tuple[str, ast.Module], ...]:
    """Return the name and the syntax of each module of the package that may have patterns."""
    texts = (
        (path, path.read_text(encoding="utf-8")) for path in sorted((ROOT / "restatelint").rglob("*.py"))
    )
    return tuple(
        (path.relative_to(ROOT).with_suffix("").as_posix(), ast.parse(text))
        for path, text in texts
        if _RE.search(text) or "Form(" in text
    )


def uses_of_re(tree: ast.Module) -> Iterator[ast.Call]:
    """Yield the calls of functions of ``re`` that take a pattern."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr != "escape"
        ):
            yield node


def used_patterns() -> Iterator[Used]:
    """Yield every pattern that a module keeps, and those of forms of TOML values."""
    from restatelint.engine.toml import Form

    for name, tree in modules():
        if not any(uses_of_re(tree)) and not any(
            isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Form"
            for node in ast.walk(tree)
        ):
            continue
        module = importlib.import_module(name.replace("/", "."))
        calls: dict[str, set[str]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                calls.setdefault(node.value.id, set()).add(node.attr)
        for key, value in vars(module).items():
            if isinstance(value, Form):
                yield Used(f"{name}.{key}", re.compile(value.pattern), "search")
            elif isinstance(value, re.Pattern):
                how = calls.get(key, set()) & {"match", "fullmatch"}
                others = calls.get(key, set()) & {"search", "sub", "findall", "finditer", "split"}
                yield Used(f"{name}.{key}", value, "search" if others or not how else min(how))


USED = list(used_patterns())


def test_patterns_are_kept_by_name() -> None:
    """A pattern that is made in passing would escape this test: each is a constant of its module."""
    for name, tree in modules():
        kept = {
            id(call)
            for statement in tree.body
            if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None
            for call in ast.walk(statement.value)
        }
        for call in uses_of_re(tree):
            words = {node.id for node in ast.walk(call) if isinstance(node, ast.Name)} | {
                ast.unparse(node) for node in ast.walk(call) if isinstance(node, ast.Attribute)
            }
            if isinstance(call.args[0], ast.Constant) and call.args[0].value in (b"\n", rb"\n"):
                continue
            elsewhere = any((f"{name}.py", word) in MADE_ELSEWHERE for word in words)
            assert id(call) in kept or elsewhere, f"{name}.py:{call.lineno}: keep the pattern as a constant"
    assert len(USED) > 60


def likely(parsed: parser.SubPattern, chance: random.Random) -> str:
    """Return a text that a parsed pattern may match, with few repetitions."""
    return "".join(_likely(op, value, chance) for op, value in parsed.data)


def _likely(op: object, value: object, chance: random.Random) -> str:
    match value:
        case int() if op is constants.LITERAL:
            return chr(value)
        case list() if op is constants.IN:
            inside, choice = chance.choice(value)
            return _likely(inside, choice, chance)
        case (int() as least, int() as most) if op is constants.RANGE:
            return chr(chance.randint(least, most))
        case (_, [*branches]) if op is constants.BRANCH:
            return _likely(constants.SUBPATTERN, (chance.choice(branches),), chance)
        case (*_, parser.SubPattern() as inner) if op is constants.SUBPATTERN:
            return likely(inner, chance)
        case (int() as least, int() as most, parser.SubPattern() as inner):
            return "".join(likely(inner, chance) for _ in range(min(most, max(least, 1))))
    if op is constants.CATEGORY:
        return "0" if "DIGIT" in str(value) else " " if "SPACE" in str(value) else "a"
    return chance.choice("a .") if op in (constants.ANY, constants.NOT_LITERAL, constants.NEGATE) else ""


def pumped(pattern: re.Pattern[str] | re.Pattern[bytes]) -> Iterator[tuple[str, str]]:
    """Yield pairs of texts: one to begin with, one to be repeated; both of what the pattern goes by."""
    chance = random.Random(7)
    spelled = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    parsed = parser.parse(spelled, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else 0)
    pairs: dict[tuple[str, str], None] = {("", each): None for each in ANYTHING}
    for _ in range(8):
        sample = likely(parsed, chance)[:32]
        for start in range(len(sample)):
            for size in (1, 2, 3, 6, 7, 32):
                pairs[sample[:start], sample[start : start + size]] = None
    yield from pairs


def seconds(look: Callable[[object], object], text: object) -> float:
    """Return the least time of the processor of three looks."""
    found = []
    for _ in range(3):
        begun = time.process_time()
        look(text)
        found.append(time.process_time() - begun)
    return min(found)


@pytest.mark.parametrize("used", USED, ids=[each.place for each in USED])
def test_no_text_makes_a_pattern_slow(used: Used) -> None:
    """What takes long for a text must not take more than its share for one that is four times as long."""
    look = getattr(used.pattern, used.how)
    is_bytes = isinstance(used.pattern.pattern, bytes)

    def text(begin: str, repeated: str, length: int) -> object:
        made = begin + repeated * (length // len(repeated)) + "\x00"
        return made.encode("utf-8") if is_bytes else made

    for begin, repeated in pumped(used.pattern):
        if not repeated:
            continue
        begun = time.process_time()
        look(text(begin, repeated, SHORT))
        if time.process_time() - begun < SLOW:
            continue
        short, long = (seconds(look, text(begin, repeated, length)) for length in (SHORT, LONG))
        assert short < SLOW or long < 9 * short, (
            f"{used.pattern.pattern!r}: {short:.4f} s, then {long:.4f} s for {begin!r} and {repeated!r}"
        )
