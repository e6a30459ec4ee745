"""Edits of import declarations: paths added where gofmt wants them, and imports that nothing uses removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.syntax import text
from restatelint.restate.repairs.written.imported import usual_name
from restatelint.source.position import decoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from restatelint.golang.file import File
    from restatelint.golang.imports import Import
    from restatelint.golang.tree import Node

Span = tuple[int, int, str]
"""The bytes from a start to an end and what is put there."""


class _Anchor(NamedTuple):
    """Where imports are added: what is put before and after them there."""

    byte: int
    before: str
    after: str


def added(file: File, paths: Iterable[str]) -> list[Span] | None:
    """Return the edits that import paths under their usual names, None if no place for them is found."""
    wanted = sorted(paths)
    declarations = [node for node in file.top_level if node.type == "import_declaration"]
    if not wanted:
        return []
    for declaration in declarations:
        if declaration.named_children and declaration.named_children[0].type == "import_spec_list":
            return _in_list(file, declaration.named_children[0], wanted)
    if declarations:
        return _beside_single(file, declarations[0], wanted)
    clause = next((node for node in file.top_level if node.type == "package_clause"), None)
    if clause is None:
        return None
    return [
        (clause.end_byte, clause.end_byte, f"\n\nimport {_declared({path: _spec(path) for path in wanted})}")
    ]


def _spec(path: str) -> str:
    name = usual_name(path)
    return f'"{path}"' if name == path.rpartition("/")[2] else f'{name} "{path}"'


def _in_list(file: File, block: Node, paths: list[str]) -> list[Span] | None:
    specs = [each for each in file.imports.all if block.start_byte <= each.node.start_byte < block.end_byte]
    groups = _groups(specs)
    if not groups or block.start_point[0] == block.end_point[0]:
        return None
    found: dict[_Anchor, list[str]] = {}
    for path in paths:
        found.setdefault(_anchor(file, groups, path), []).append(_spec(path))
    return [
        (anchor.byte, anchor.byte, anchor.before + "\n\t".join(own) + anchor.after)
        for anchor, own in found.items()
    ]


def _anchor(file: File, groups: Sequence[Sequence[Import]], path: str) -> _Anchor:
    standard = _is_standard(path)
    alike = [group for group in groups if all(_is_standard(each.path) == standard for each in group)]
    mixed = [group for group in groups if any(_is_standard(each.path) == standard for each in group)]
    if alike or mixed:
        group = (alike or mixed)[0 if standard else -1]
        after = [each for each in group if each.path < path]
        if after:
            return _Anchor(_line_end(file, after[-1].node.end_byte), "\n\t", "")
        return _Anchor(group[0].node.start_byte, "", "\n\t")
    if standard:
        return _Anchor(_with_comments(groups[0][0].node), "", "\n\n\t")
    return _Anchor(_line_end(file, groups[-1][-1].node.end_byte), "\n\n\t", "")


def _beside_single(file: File, declaration: Node, paths: list[str]) -> list[Span] | None:
    if len(declaration.named_children) != 1:
        return None
    single = file.imports.all[0]
    specs = {path: _spec(path) for path in paths} | {single.path: text(single.node)}
    return [(declaration.start_byte, declaration.end_byte, f"import {_declared(specs)}")]


def _declared(specs: Mapping[str, str]) -> str:
    """Return imports as a declaration has them: the standard library's first, by path."""
    if len(specs) == 1:
        return next(iter(specs.values()))
    groups = [
        "\n".join(f"\t{specs[path]}" for path in sorted(specs) if _is_standard(path) is standard)
        for standard in (True, False)
    ]
    return "(\n" + "\n\n".join(group for group in groups if group) + "\n)"


def _groups(specs: Sequence[Import]) -> list[list[Import]]:
    """Return the imports of a list by the blank lines between them."""
    groups: list[list[Import]] = []
    last = -2
    for each in specs:
        row = each.node.start_point[0]
        if row > last + 1 or not groups:
            groups.append([])
        groups[-1].append(each)
        last = each.node.end_point[0]
    return groups


def _with_comments(node: Node) -> int:
    """Return where a node starts, or the comments on the lines directly above it do."""
    start = node.start_byte
    above = node.prev_named_sibling
    row = node.start_point[0]
    while above is not None and above.type == "comment" and above.end_point[0] == row - 1:
        start, row = above.start_byte, above.start_point[0]
        above = above.prev_named_sibling
    return start


def _is_standard(path: str) -> bool:
    return "." not in path.partition("/")[0]


def _line_end(file: File, byte: int) -> int:
    data = file.source.data
    end = data.find(b"\n", byte)
    end = len(data) if end < 0 else end
    return end - 1 if data[end - 1 : end] == b"\r" else end


def removed(file: File, unused: Iterable[Import]) -> list[Span]:
    """Return the edits that take imports out, with their lines."""
    gone = list(unused)
    edits: list[Span] = []
    for declaration in file.top_level:
        if declaration.type != "import_declaration":
            continue
        inside = [
            i for i in file.imports.all if declaration.start_byte <= i.node.start_byte < declaration.end_byte
        ]
        leaving = [each for each in inside if each in gone]
        if leaving and len(leaving) == len(inside):
            start, end = _lines(file, declaration)
            edits.append((start, _past_blank(file, end), ""))
            continue
        groups = _groups(inside)
        for each in leaving:
            start, end = _lines(file, each.node)
            group = next(group for group in groups if each in group)
            if all(other in leaving for other in group) and each is group[-1]:
                if group is groups[-1]:
                    start = _before_blank(file, start)
                else:
                    end = _past_blank(file, end)
            edits.append((start, end, ""))
    return edits


def resorted(file: File) -> list[Span]:
    """Return the edits that sort imports by path, as gofmt does, between blank lines."""
    edits: list[Span] = []
    for group in _groups([each for each in file.imports.all if _is_in_list(each.node)]):
        (start, _), (_, end) = _lines(file, group[0].node), _lines(file, group[-1].node)
        lines = file.source.data[start:end].splitlines(keepends=True)
        order = sorted(range(len(group)), key=lambda index: (group[index].path, group[index].name))
        if len(lines) == len(group) and order != list(range(len(group))):
            edits.append((start, end, decoded(b"".join(lines[index] for index in order))))
    return edits


def _is_in_list(spec: Node) -> bool:
    return spec.parent is not None and spec.parent.type == "import_spec_list"


def merged(file: File, adding: Iterable[Span], removing: Iterable[Span]) -> list[Span]:
    """Return edits that add and remove imports; what is added where a line goes takes its place."""
    gone = list(removing)
    made: list[Span] = []
    for start, end, new in adding:
        around = next((span for span in gone if span[0] <= start < span[1]), None)
        if around is None:
            made.append((start, end, new))
        else:
            gone.remove(around)
            line = file.source.data.rfind(b"\n", 0, start) + 1
            until = file.source.data.find(b"\n", start) + 1
            made.append((line, until, f"\t{new.strip()}\n"))
    return [*made, *gone]


def _lines(file: File, node: Node) -> tuple[int, int]:
    """Return the byte range of the whole lines of a node."""
    data = file.source.data
    start = data.rfind(b"\n", 0, node.start_byte) + 1
    end = data.find(b"\n", node.end_byte)
    return start, len(data) if end < 0 else end + 1


def _past_blank(file: File, end: int) -> int:
    data = file.source.data
    for blank in (b"\r\n", b"\n"):
        if data[end : end + len(blank)] == blank:
            return end + len(blank)
    return end


def _before_blank(file: File, start: int) -> int:
    data = file.source.data
    for blank in (b"\r\n\r\n", b"\n\n"):
        if data[:start].endswith(blank):
            return start - len(blank) // 2
    return start
