"""The text of a baseline: the findings that a project lives with for now, counted, one entry a line.

An entry has no line number and no message, so that it changes only when the finding comes or goes. Paths
are relative to the repository, or to the directory of the baseline where there is none.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from restatelint.engine.known import Key
from restatelint.engine.toml import DataError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_BYTES = 16_000_000
"""How large the file of a baseline may be."""

VERSION = 1

_FIELDS = ("path", "rule", "function", "code", "line", "count")
_MOST = 1_000_000
_LONGEST = 40
_HASH = re.compile(r"[0-9a-f]{12}")


def baseline_text(known: Mapping[Key, int]) -> str:
    """Return the text of a baseline, the same for the same findings."""
    entries = ",\n".join(
        "    " + json.dumps({**key._asdict(), "count": number}, ensure_ascii=True)
        for key, number in sorted(known.items())
    )
    findings = f"[\n{entries}\n  ]" if entries else "[]"
    return f'{{\n  "version": {VERSION},\n  "findings": {findings}\n}}\n'


def read_baseline(path: str, text: str) -> Mapping[Key, int]:
    """Return what a baseline says is known, or raise a DataError; ``path`` is for messages."""
    try:
        document: object = json.loads(text)
    except json.JSONDecodeError as error:
        raise DataError(path, error.lineno, f"is no baseline: {error.msg.lower()}") from error
    except (RecursionError, ValueError) as error:
        raise DataError(path, 1, "is no baseline: it is nested too deeply or has a huge number") from error
    if not isinstance(document, dict) or not isinstance(document.get("findings"), list):
        raise DataError(path, 1, "is no baseline, `restatelint check --write-baseline FILE` writes one")
    version: object = document.get("version")
    if version != VERSION or isinstance(version, bool):
        raise DataError(path, 1, f"is a baseline of version {version!s:.20}, expected {VERSION}")
    known: dict[Key, int] = {}
    for number, entry in enumerate(document["findings"], start=1):
        key, count = _entry(path, f"entry {number}", entry)
        known[key] = known.get(key, 0) + count  # a merge may leave an entry twice
    return known


def _entry(path: str, which: str, entry: object) -> tuple[Key, int]:
    if not isinstance(entry, dict):
        raise DataError(path, 1, f"{which} is no object")
    for name in entry:
        if name not in _FIELDS:
            short = str(name)[:_LONGEST]
            raise DataError(path, 1, f"{which} has an unknown key `{short}`{did_you_mean(short, _FIELDS)}")
    texts: list[str] = []
    for name in _FIELDS[:-1]:
        value: object = entry.get(name)
        if not isinstance(value, str):
            raise DataError(path, 1, f"`{name}` of {which} is missing or no string")
        texts.append(value)
    count: object = entry.get("count")
    if not isinstance(count, int) or isinstance(count, bool) or not 0 < count <= _MOST:
        raise DataError(path, 1, f"`count` of {which} is no number from 1 to {_MOST}")
    if not (_HASH.fullmatch(texts[3]) and _HASH.fullmatch(texts[4])):
        raise DataError(path, 1, f"`code` or `line` of {which} is no hash of 12 hexadecimal digits")
    return Key(*texts), count
