"""The generated parts of a rule's page: its fixtures, with what the linter says of them.

``example`` is a function of bad.go with its findings, ``use-instead`` the function of good.go with the
same name, ``limits`` what the ``missed`` and ``wrong`` comments of the rule's fixtures own up to.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from restatelint.engine.expectations import is_columns, split_line

ROOT = Path(__file__).resolve().parent.parent
FUNCTION = re.compile(r"func (?:\([^)]*\) )?(?P<name>\w+)")


@cache
def fixture_findings() -> tuple[str, ...]:
    """Return what the linter says of all fixtures with all rules on, a line a finding.

    Each rule's directory has its own settings, as in the tests.
    """
    from scripts.render_docs import output_of

    options = ("--preset", "strict", "--format", "concise", "--color", "never")
    return tuple(output_of("check", *options, "fixtures").splitlines())


def functions(text: str) -> list[tuple[str, int, int]]:
    """Return the name, first and last line (1-based) of every top-level function of formatted Go."""
    lines = text.splitlines()
    found = []
    for first, line in enumerate(lines, 1):
        match = FUNCTION.match(line)
        if match:
            last = next(
                (number for number in range(first, len(lines) + 1) if lines[number - 1] == "}"),
                first,
            )
            while first > 1 and lines[first - 2].startswith("//"):
                first -= 1
            found.append((match["name"], first, last))
    return found


def imports(text: str) -> list[tuple[str, int, int]]:
    """Return the first and last line of the import declaration of formatted Go, with an empty name."""
    lines = text.splitlines()
    first = next((number for number, line in enumerate(lines, 1) if line.startswith("import")), 0)
    last = next((number for number in range(first, len(lines) + 1) if lines[number - 1] == ")"), first)
    return [("", first, last)] if first else []


def without_expectations(text: str) -> str:
    """Return Go code without the comments that the tests read."""
    kept: list[str] = []
    for line in text.splitlines():
        code, expectations = split_line(line)
        if not is_columns(line) and (code.strip() or not expectations):
            kept.append(code)
    return "\n".join(kept)


def shown(path: str, text: str, first: int, last: int) -> str:
    """Return lines of a fixture as a fenced block that says where it is from."""
    code = "\n".join(text.splitlines()[first - 1 : last])
    return f"```go\n// {path}:{first}\n{without_expectations(code)}\n```\n"


def example(directory: str) -> str:
    """Return the first function of bad.go that the rule reports, or its imports, and the findings in it."""
    path = f"fixtures/{directory}/bad.go"
    text = (ROOT / path).read_text(encoding="utf-8")
    rule = directory.rpartition("/")[2]
    own = [line for line in fixture_findings() if line.startswith(f"{path}:") and f"[{rule}]" in line]
    numbers = {int(line.split(":")[1]): line for line in reversed(own)}
    for _, first, last in (*functions(text), *imports(text)):
        said = [line for number, line in sorted(numbers.items()) if first <= number <= last]
        if said:
            output = "\n".join(said)
            return f"{shown(path, text, first, last)}\n```text\n{output}\n```\n"
    message = f"{path}: {rule} reports nothing inside a function"
    raise ValueError(message)


def use_instead(directory: str) -> str:
    """Return the function of good.go whose name is that of the example, or its first one.

    Where the example is of imports, it is those of good.go.
    """
    path = f"fixtures/{directory}/good.go"
    text = (ROOT / path).read_text(encoding="utf-8")
    wanted = FUNCTION.search(example(directory))
    there = functions(text) if wanted is not None else imports(text)
    name = wanted["name"] if wanted is not None else ""
    _, first, last = next((one for one in there if one[0] == name), there[0])
    return shown(path, text, first, last)


def limits(directory: str) -> str:
    """Return what the rule is known to miss and to report wrongly, as a list."""
    from tests.harness.limits import limits_of

    said = []
    for limit in limits_of(directory.rpartition("/")[2]):
        kind = "missed" if limit.kind == "missed" else "reported, wrongly"
        said.append(f"- `{limit.code}` is {kind}: {limit.reason}\n")
    return "".join(said) or "None is known.\n"
