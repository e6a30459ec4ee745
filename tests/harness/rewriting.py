"""Rewrites Go without changing what it does: its layout, comments, local names, the order of its parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from restatelint.golang.tree import parsed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Rewriting = Callable[[str], str]

_SHORT = re.compile(r"(?m)^\s*(?:if |for |switch )?([a-z]\w*)(?:, ([a-z]\w*))? :=")
# keys, fields, declarations, methods, packages: what bears such a name may mean something else by it
_KEPT = (
    re.compile(r"\b(\w+):(?!=)"),
    re.compile(r"(?m)^\t+(\w+) +[\w*\[\].]+(?: `.*)?$"),
    re.compile(r"(?m)^(?:\t|func |var |const |type )(\w+)(?: \S+)? [={(]"),
    re.compile(r"(?m)^(?:func|var|const|type) (\w+)"),
    re.compile(r"\) (\w+)\("),
    re.compile(r'(?:/|")(\w+)"'),
    re.compile(r'\b(\w+) "'),
)
_WORD = re.compile(r"(?<![\w.])[A-Za-z_]\w*")
_UNRELATED = """
type unrelatedThing struct{ size int }

func unrelatedSum(things []unrelatedThing) int {
	total := 0
	for _, each := range things {
		total += each.size
	}
	return total
}
"""


def unindented(text: str) -> str:
    """Return Go without what gofmt puts before a line."""
    return "\n".join(line.lstrip("\t") for line in text.split("\n"))


def spread(text: str) -> str:
    """Return Go with empty lines where gofmt leaves one at most, and spaces at the ends of lines."""
    return "\n".join(f"{line} \n" if line.endswith("{") else line for line in text.split("\n"))


def remarked(text: str) -> str:
    """Return Go with a remark before each statement of a line."""
    return "\n".join(
        f"{line[: len(line) - len(line.lstrip())]}// a remark, or two\n{line}"
        if _is_statement(line)
        else line
        for line in text.split("\n")
    )


def _is_statement(line: str) -> bool:
    return re.match(r"\t+(?:return|if|\w+ :=|\w+, \w+ :=|restate\.\w+\()", line) is not None


def extended(text: str) -> str:
    """Return Go with a type and a function that nothing uses."""
    return text + _UNRELATED


def renamed(text: str) -> str:
    """Return Go with other names for what is declared by ``:=``, where a name means one thing."""
    wanted = {name for match in _SHORT.finditer(text) for name in match.groups() if name}
    kept = {"err", "_"}
    for pattern in _KEPT:
        kept.update(pattern.findall(text))
    quoted = " ".join(re.findall(r'"[^"\n]*"|`[^`]*`|//[^\n]*', text))
    names = {
        name
        for name in wanted - kept
        if not re.search(rf"\b{name}\b", quoted) and _is_declared_first(name, text)
    }
    return _WORD.sub(lambda match: f"{match[0]}Renamed" if match[0] in names else match[0], text)


def _is_declared_first(name: str, text: str) -> bool:
    """Return whether a name stands nowhere before its declaration, as one of the package would."""
    first = re.search(rf"\b{name}\b", text)
    return first is not None and re.match(r"(?:, \w+)? :=", text[first.end() :]) is not None


def reversed_(text: str) -> str:
    """Return Go with its functions, and their comments, in the opposite order."""
    data = text.encode()
    parts: list[tuple[bool, bytes]] = []
    end = start = 0
    for node in parsed(data).root.named_children:
        if node.type == "comment":
            continue
        start, end = end, node.end_byte
        while data[end : end + 1] not in (b"\n", b""):
            end += 1
        parts.append((node.type in ("function_declaration", "method_declaration"), data[start:end]))
    functions = iter([part for is_function, part in reversed(parts) if is_function])
    return b"".join(next(functions) if is_function else part for is_function, part in parts).decode() + "\n"


REWRITINGS: Mapping[str, Rewriting] = {
    "unindented": unindented,
    "spread": spread,
    "remarked": remarked,
    "extended": extended,
    "renamed": renamed,
    "reversed": reversed_,
}
