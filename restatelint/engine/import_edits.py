"""Edits of import declarations: paths added where gofmt wants them, and imports that nothing uses removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import captures, compiled, text
from restatelint.restate.repairs.imported import name_of, usual_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tree_sitter import Node

    from restatelint.golang.file import File
    from restatelint.golang.imports import Import

Span = tuple[int, int, str]
"""The bytes from a start to an end and what is put there."""

_USES = compiled(
    """
    (selector_expression operand: (identifier) @name)
    (qualified_type package: (package_identifier) @name)
    """
)


def added(file: File, path: str) -> Span | None:
    """Return the edit that imports a path under its usual name, None if no place for it is found."""
    name = usual_name(path)
    plain = path.rpartition("/")[2]
    spec = f'"{path}"' if name == plain else f'{name} "{path}"'
    declarations = [node for node in file.top_level if node.type == "import_declaration"]
    for declaration in declarations:
        if declaration.named_children and declaration.named_children[0].type == "import_spec_list":
            return _in_list(file, declaration.named_children[0], path, spec)
    if declarations:
        return _beside_single(file, declarations[0], path, spec)
    clause = next((node for node in file.top_level if node.type == "package_clause"), None)
    return None if clause is None else (clause.end_byte, clause.end_byte, f"\n\nimport {spec}")


def _in_list(file: File, block: Node, path: str, spec: str) -> Span | None:
    specs = [each for each in file.imports.all if block.start_byte <= each.node.start_byte < block.end_byte]
    groups = _groups(specs)
    if not groups or block.start_point[0] == block.end_point[0]:
        return None
    standard = _is_standard(path)
    alike = [group for group in groups if all(_is_standard(each.path) == standard for each in group)]
    mixed = [group for group in groups if any(_is_standard(each.path) == standard for each in group)]
    if alike or mixed:
        group = (alike or mixed)[0 if standard else -1]
        after = [each for each in group if each.path < path]
        if after:
            end = _line_end(file, after[-1].node.end_byte)
            return (end, end, f"\n\t{spec}")
        start = group[0].node.start_byte
        return (start, start, f"{spec}\n\t")
    if standard:
        start = _with_comments(groups[0][0].node)
        return (start, start, f"{spec}\n\n\t")
    end = _line_end(file, groups[-1][-1].node.end_byte)
    return (end, end, f"\n\n\t{spec}")


def _beside_single(file: File, declaration: Node, path: str, spec: str) -> Span | None:
    if len(declaration.named_children) != 1:
        return None
    single = file.imports.all[0]
    own = text(single.node)
    near = "\n\t" if _is_standard(single.path) == _is_standard(path) else "\n\n\t"
    first, second = (spec, own) if _order(path) < _order(single.path) else (own, spec)
    return (declaration.start_byte, declaration.end_byte, f"import (\n\t{first}{near}{second}\n)")


def _order(path: str) -> tuple[bool, str]:
    return (not _is_standard(path), path)


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


def unused_after(file: File, edits: Iterable[Span]) -> list[Import]:
    """Return the imports that are used now and would not be after some edits."""
    spans = list(edits)
    return [
        each
        for each in file.imports.all
        if each.name not in (".", "_") and _loses_last_use(file, name_of(file, each), spans)
    ]


def _loses_last_use(file: File, name: str, spans: list[Span]) -> bool:
    found = uses_of(file, name)
    kept = [use for use in found if not any(start <= use.start_byte < end for start, end, _ in spans)]
    return bool(found) and not kept and not any(f"{name}." in new for _, _, new in spans)


def uses_of(file: File, name: str) -> list[Node]:
    """Return the places of a file that use a package by a name."""
    found = captures(_USES, file.root, 0, file.root.end_byte).get("name", [])
    return [node for node in found if text(node) == name and binding_of(file, node) is None]
