"""Makes the fix of a finding from the templates of its rule: edits of the code and of the imports."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.engine.alignment import disturbed
from restatelint.engine.finding import Edit, Fix, Safety
from restatelint.engine.import_edits import added, merged, removed
from restatelint.engine.import_uses import unused_after
from restatelint.engine.predicates import PREDICATES
from restatelint.engine.predicates.base import Question
from restatelint.engine.template import exact, filled_template
from restatelint.golang.syntax import field
from restatelint.restate.repairs.written.imported import imported_as, usual_name
from restatelint.restate.repairs.written.statements import statement_around

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from restatelint.engine.import_edits import Span
    from restatelint.engine.rule import FixTemplate
    from restatelint.engine.search import Match
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node
    from restatelint.restate.facts import Facts


@dataclass(frozen=True, slots=True)
class Repair:
    """A fix without what it does to the imports: edits of a file, and the paths it must import."""

    file: File
    safety: Safety
    description: str
    edits: tuple[Span, ...]
    imports: frozenset[str]


def repair_of(facts: Facts, file: File, match: Match) -> Repair | None:
    """Return what the first template of a rule that fits makes of a match, or None."""
    for template in match.rule.fixes:
        found = _made(facts, file, match, template)
        if found is not None and not disturbed(file, found.edits):
            return found
    return None


def fix_of(repairs: Iterable[Repair]) -> Fix | None:
    """Return one fix that does what several repairs of a file do, or None if there is none.

    Repairs that are safe go first; those that are not are then left for another time.
    """
    given = list(repairs)
    safe = [each for each in given if each.safety is Safety.SAFE]
    chosen: list[Repair] = []
    taken: list[Span] = []  # in order, no two of which overlap
    for each in safe or given:
        fresh = [span for span in each.edits if not _is_among(taken, span)]
        if not any(_overlaps_one(taken, span) for span in fresh):
            chosen.append(each)
            for span in fresh:
                insort(taken, span)
    if not chosen:
        return None
    file = chosen[0].file
    present = {each.path for each in file.imports.all if each.name != "_"}
    adding = added(file, frozenset[str]().union(*(each.imports for each in chosen)) - present)
    if adding is None:
        return None
    taken.extend(merged(file, adding, removed(file, unused_after(file, taken))))
    if not all(file.source.lines.is_copied(start, end) for start, end, _ in taken):
        return None
    crlf = file.source.has_crlf
    position = file.source.lines.position
    return Fix(
        chosen[0].safety,
        chosen[0].description,
        tuple(
            Edit(position(start), position(end), new.replace("\n", "\r\n") if crlf else new)
            for start, end, new in sorted(taken)
        ),
    )


def _is_among(taken: list[Span], span: Span) -> bool:
    index = bisect_left(taken, span)
    return index < len(taken) and taken[index] == span


def _overlaps_one(taken: list[Span], span: Span) -> bool:
    """Whether an edit overlaps one of several that are in order: then it does so with one beside it."""
    index = bisect_left(taken, span)
    return any(overlap(span, other) for other in taken[max(index - 1, 0) : index + 1])


def overlap(one: Span, other: Span) -> bool:
    """Whether two edits cannot both be made: they share bytes, or put something at the same place."""
    (first, first_end, _), (second, second_end, _) = sorted((one, other))
    return second < first_end or first == second or (second == first_end and second == second_end)


def _made(facts: Facts, file: File, match: Match, template: FixTemplate) -> Repair | None:
    nodes = {**match.captures, "report": match.node}
    values = {name: exact(node) for name, node in nodes.items()}
    places = {name: (node.start_byte, node.end_byte) for name, node in nodes.items()}
    imports = set(template.imports)
    for predicate in template.when:
        names = [argument[1:] for argument in predicate.arguments if argument[:1] == "@"]
        if not all(name in nodes for name in names):
            return None
        strings = tuple(argument for argument in predicate.arguments if argument[:1] != "@")
        question = Question(facts, file, tuple(nodes[name] for name in names), strings)
        answer = PREDICATES[predicate.name].ask(question)
        if (answer is None) is not predicate.negated:
            return None
        if answer is not None:
            values.update(answer.values)
            places.update(answer.places)
            imports.update(answer.imports)
    for path in imports:
        name = imported_as(facts.program, file, path, match.node.start_byte)
        if name is None:
            return None
        values[usual_name(path)] = name
    edits = _edits(file, template, values, places)
    if edits is None:
        return None
    return Repair(
        file, template.safety, filled_template(template.description, values, ""), edits, frozenset(imports)
    )


def _edits(
    file: File,
    template: FixTemplate,
    values: Mapping[str, str],
    places: Mapping[str, tuple[int, int]],
) -> tuple[Span, ...] | None:
    """Return the edits that a template asks for; None if a place is not known or stands in the way."""
    wanted = [(template.target, template.template), *template.also]
    if any(name not in places for name, _ in wanted):
        return None
    start, end = places[template.target]
    if _breaks_chain(file, start, end):
        return None
    indentation = _indentation(file, start)
    if template.before or any("\n" in text for _, text in wanted):
        statement = statement_around(file, start)
        if statement is None or not _begins_its_line(file, statement):
            return None
        indentation = _indentation(file, statement.start_byte)
    edits = [(*places[name], filled_template(text, values, indentation)) for name, text in wanted]
    if template.before:
        lines = filled_template(template.before.rstrip("\n"), values, indentation)
        if lines.strip():
            assert statement is not None
            at = statement.start_byte
            edits.append((at, at, f"{lines}\n{indentation}"))
    return tuple(_joined(sorted(edits)))


def _joined(edits: list[Span]) -> list[Span]:
    """Return edits of which no two touch: what is put before a range and what replaces it are one."""
    made: list[Span] = []
    for start, end, new in edits:
        if made and made[-1][1] == start and made[-1][0] == made[-1][1]:
            before = made.pop()
            made.append((start, end, before[2] + new))
        else:
            made.append((start, end, new))
    return made


def _indentation(file: File, byte: int) -> str:
    """Return the tabs that the line of a byte begins with."""
    data = file.source.data
    start = data.rfind(b"\n", 0, byte) + 1
    line = data[start:byte]
    return line[: len(line) - len(line.lstrip(b"\t"))].decode("ascii")


def _begins_its_line(file: File, node: Node) -> bool:
    data = file.source.data
    return not data[data.rfind(b"\n", 0, node.start_byte) + 1 : node.start_byte].strip()


def _breaks_chain(file: File, start: int, end: int) -> bool:
    """Whether a range is part of a chain of calls over several lines, which gofmt indents by its parts."""
    node: Node | None = file.tree.around(start, end)
    while node is not None:
        name = field(node, "field") if node.type == "selector_expression" else None
        operand = field(node, "operand")
        if name is not None and operand is not None and operand.end_point[0] != name.start_point[0]:
            return True
        parent = node.parent
        if parent is None or node not in (field(parent, "operand"), field(parent, "function")):
            return False
        node = parent
    return False
