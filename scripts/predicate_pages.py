"""The reference of predicates: their docstrings, and for each an example that is run.

An example is a query and the first place of a fixture where it says yes. It is taken from the rules, fixes
and tasks that ask the predicate: their shape with this predicate alone, on the code they are tested on.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from restatelint.engine import predicates
from restatelint.engine.api import load_rules
from restatelint.engine.predicates import PREDICATES
from restatelint.engine.rule import Pattern, Where
from restatelint.engine.settings import Settings, read_settings
from restatelint.engine.trying import Trial, read_query, spelled
from restatelint.judge.task import load_tasks
from restatelint.restate.facts import Facts
from restatelint.restate.library import knowledge
from restatelint.source.tree import DiskTree, source_at
from scripts.task_pages import answers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.engine.rule import Predicate
    from restatelint.engine.trying import Tried
    from restatelint.golang.file import File

ROOT = Path(__file__).resolve().parent.parent
_MOST_FILES = 40
_MORE = ROOT / "fixtures" / "_predicates" / "shop.go"
# what rules and tasks ask only to hear no, or of code that only they have
_MORE_QUERIES = (
    '((identifier) @report (#argument-of? @report "random"))',
    "((call_expression) @report (#default-logger? @report))",
    '((block) @report (#ends-in? @report "return_statement"))',
    "((call_expression) @report (#lacks-handler? @report))",
)
_LONGEST_CODE = 160


@dataclass(frozen=True, slots=True)
class Example:
    """A query that asks one predicate, and a place of a fixture where it holds."""

    query: str
    tried: Tried


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A shape with a predicate to ask of it, after others that must hold, and the files to look in."""

    shape: str
    captures: frozenset[str]
    before: tuple[Predicate, ...]
    asked: Predicate
    where: Where
    files: tuple[Path, ...]


@cache
def examples() -> dict[str, Example]:
    """Return the example of every predicate that has one, by its name."""
    found: dict[str, Example] = {}
    for candidate in _candidates():
        name = candidate.asked.name
        if name not in found and (example := _example(candidate)) is not None:
            found[name] = example
    return found


def reference() -> str:
    """Return the reference: a part for each theme, an entry for each predicate."""
    known = examples()
    parts: list[str] = []
    for theme in _themes():
        module = getattr(predicates, theme)
        title = (module.__doc__ or "").partition("\n")[0].removeprefix("Predicates about ").rstrip(".")
        parts.append(f"## {title[:1].upper()}{title[1:]}\n")
        parts += [_entry(name, known.get(name)) for name in sorted(module.DEFINITIONS)]
    return "\n".join(parts)


def _themes() -> list[str]:
    names = [name for name, value in vars(predicates).items() if hasattr(value, "DEFINITIONS")]
    return sorted(names)


def _entry(name: str, example: Example | None) -> str:
    form, text = _documented(name)
    entry = f"### `{name}`\n\n`{form}`\n\n{text}\n"
    if example is None:
        return entry
    tried = example.tried
    code = tried.place.lines[0].partition("// want ")[0].strip()
    values = [f"`{{{key}}}` is {_code(value)}" for key, value in tried.asked[-1].values.items() if value]
    filled = f"\n{'; '.join(values)}.\n" if values else ""
    where = f"[{tried.place.path}:{tried.place.start.line}](../{tried.place.path})"
    return (
        f"{entry}\n```scm\n{example.query}\n```\n\nholds in {where} for `{tried.captures['report']}`:\n\n"
        f"```go\n{code}\n```\n{filled}"
    )


def _documented(name: str) -> tuple[str, str]:
    """Return the form of a predicate and what its docstring says, as Markdown."""
    first, _, rest = (PREDICATES[name].ask.__doc__ or "").partition("\n")
    form, _, says = first.removeprefix("``").partition("``: ")
    text = f"{says}\n{textwrap.dedent(rest)}".strip().replace("``", "`")
    return form, f"{text[:1].upper()}{text[1:]}"


def _candidates() -> Iterator[_Candidate]:
    """Yield where predicates are asked: rules first, then fixes, then tasks, those that say no last."""
    found = [*_of_rules(), *_of_tasks()]
    yield from sorted(found, key=lambda each: each.asked.negated)
    for query in _MORE_QUERIES:
        (pattern,) = read_query(query, query)
        (asked,) = pattern.predicates
        yield _Candidate(pattern.shape, pattern.captures, (), asked, Where.FILE, (_MORE,))


def _of_rules() -> Iterator[_Candidate]:
    fixes: list[_Candidate] = []
    for rule in load_rules():
        files = _fixture_files(ROOT / "fixtures" / rule.family / rule.id)
        for pattern in rule.patterns:
            for number, asked in enumerate(pattern.predicates):
                before = pattern.predicates[:number]
                yield _Candidate(pattern.shape, pattern.captures, before, asked, rule.where, files)
            for fix in rule.fixes:
                for number, asked in enumerate(fix.when):
                    before = (*pattern.predicates, *fix.when[:number])
                    if all(each[1:] in pattern.captures for each in asked.arguments if each[:1] == "@"):
                        fixes.append(
                            _Candidate(pattern.shape, pattern.captures, before, asked, rule.where, files)
                        )
    yield from fixes


def _of_tasks() -> Iterator[_Candidate]:
    for task in load_tasks().values():
        given = [path for kind in ("accepted", "rejected") for path in answers(task.id, kind)]
        files = tuple(path for path in given if path.suffix == ".go")[:_MOST_FILES]
        for construct in task.constructs:
            for pattern in construct.rule.patterns:
                for number, asked in enumerate(pattern.predicates):
                    before = pattern.predicates[:number]
                    where = construct.rule.where
                    yield _Candidate(pattern.shape, pattern.captures, before, asked, where, files)


def _fixture_files(directory: Path) -> tuple[Path, ...]:
    found = sorted(directory.rglob("*.go"), key=lambda path: (path.name != "bad.go", str(path)))
    return tuple(found[:_MOST_FILES])


def _example(candidate: _Candidate) -> Example | None:
    asked = replace(candidate.asked, negated=False)
    for before in (candidate.before, ()) if candidate.asked.negated else (candidate.before,):
        pattern = Pattern(candidate.shape, (*before, asked), candidate.captures, 1)
        trial = Trial([pattern], candidate.where)
        for path in candidate.files:
            facts, file = read_fixture(path)
            for tried in trial.of(file, facts):
                if tried.holds and len(tried.captures["report"]) <= _LONGEST_CODE:
                    query = f"({candidate.shape}\n  {spelled(asked)})"
                    return Example(query, replace(tried, asked=tried.asked[-1:]))
    return None


@lru_cache(maxsize=64)
def read_fixture(path: Path) -> tuple[Facts, File]:
    """Return a file of a fixture with the facts about it, by the settings beside it."""
    tree = DiskTree(str(ROOT))
    source = source_at(tree, str(path))
    assert source is not None
    written = next((each for each in path.parents if (each / "restatelint.toml").is_file()), None)
    settings = read_settings(str(written / "restatelint.toml")) if written is not None else Settings()
    facts = Facts(tree, knowledge(), sdk_version=settings.sdk_version, policy=settings.policy)
    file = facts.program.add(source)
    assert file is not None
    return facts, file


def _code(text: str) -> str:
    """Return text as code in Markdown, where it may hold such marks itself."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"
