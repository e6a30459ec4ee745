"""What a Go package directory declares, read from its source; no compiler needed, other packages unknown."""

from __future__ import annotations

import os

import tree_sitter_go
from tree_sitter import Language, Node, Parser

PARSER = Parser(Language(tree_sitter_go.language()))
# tables of constants, megabytes of them in syscall, without a function
TABLES = ("zerrors_", "zsysnum_", "ztypes_", "types_")


def named(node: Node | None) -> str:
    """Return the name a type expression ends in: ``*Conn`` and ``pkg.Conn[T]`` are Conn."""
    while node is not None and node.type in (
        "pointer_type",
        "generic_type",
        "qualified_type",
        "parenthesized_type",
    ):
        node = node.child_by_field_name("type") or node.child_by_field_name("name") or node.named_children[0]
    return node.text.decode() if node is not None and node.text else ""


def add_declared(root: Node, names: set[str], embedded: dict[str, set[str]]) -> None:
    """Add what a file declares at its top: functions, methods, types with their members, variables."""

    def of(node: Node, key: str) -> list[str]:
        return [(child.text or b"").decode() for child in node.children_by_field_name(key)]

    for node in root.named_children:
        if node.type == "function_declaration":
            names.update(of(node, "name"))
        elif node.type == "method_declaration":
            receiver = node.child_by_field_name("receiver")
            owner = named(receiver.named_children[0].child_by_field_name("type")) if receiver else ""
            names.update(f"{owner}.{name}" for name in of(node, "name"))
        elif node.type == "var_declaration":
            for spec in (
                *node.named_children,
                *(each for inner in node.named_children for each in inner.named_children),
            ):
                names.update(of(spec, "name"))
        elif node.type == "type_declaration":
            for spec in node.named_children:
                add_type(spec, names, embedded)


def add_type(spec: Node, names: set[str], embedded: dict[str, set[str]]) -> None:
    """Add a type, its fields and interface methods, and what it embeds."""
    owner = named(spec.child_by_field_name("name"))
    names.add(owner)
    body = spec.child_by_field_name("type")
    members = list(body.named_children) if body is not None else []
    if body is not None and body.type == "struct_type":
        members = list(body.named_children[0].named_children)
    for member in members:
        if member.type == "type_elem":
            embedded.setdefault(owner, set()).add(named(member.named_children[0]))
        elif member.type in ("method_elem", "field_declaration"):
            found = [(child.text or b"").decode() for child in member.children_by_field_name("name")]
            names.update(f"{owner}.{name}" for name in found)
            if not found:
                embedded.setdefault(owner, set()).add(named(member.child_by_field_name("type")))


def declared(directory: str) -> set[str]:
    """Return the names a package directory declares, promoted methods of its own types among them."""
    names: set[str] = set()
    embedded: dict[str, set[str]] = {}
    for file in sorted(os.listdir(directory)):
        if file.endswith(".go") and not file.endswith("_test.go") and not file.startswith(TABLES):
            with open(os.path.join(directory, file), "rb") as source:
                add_declared(PARSER.parse(source.read()).root_node, names, embedded)
    for _ in range(3):  # an embedded type may embed another
        for owner, others in embedded.items():
            promoted = {name.partition(".")[2] for name in names if name.partition(".")[0] in others}
            names |= {f"{owner}.{name}" for name in promoted if name}
    return names
