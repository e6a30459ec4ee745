"""The tables of docs/migrating.md, from the data of the SDK's API and of what replaces its names."""

from __future__ import annotations

from restatelint.restate.api.advice import replacements, sources
from restatelint.restate.api.symbols import api
from restatelint.restate.api.versions import numbers_of
from restatelint.restate.sdk import PATH


def replaced_names() -> str:
    """Return a table of the names that were given up, a heading for each release that no longer had them."""
    rows: dict[str, list[str]] = {}
    for name, instead in replacements().items():
        if name.startswith("import "):
            continue
        removed, deprecated = _removed(name)
        since = f"v{deprecated}" if deprecated else ""
        row = f"| `{name}` | {since} | {instead} | {sources()[name]} |"
        rows.setdefault(removed, []).append(row)
    return "\n".join(
        f"### Gone in v{removed}\n\n| name | deprecated since | write instead | source |\n|---|---|---|---|\n"
        + "".join(f"{row}\n" for row in sorted(rows[removed]))
        for removed in sorted(rows, key=numbers_of, reverse=True)
    )


def moved_imports() -> str:
    """Return a table of the import paths that moved."""
    rows = []
    for name, instead in replacements().items():
        if name.startswith("import "):
            path = f"{PATH}/{name.removeprefix('import ')}"
            last = api().packages[path].providers[-1]
            rows.append(f"| `{path}` | v{api().after(last.module, last.until)} | `{instead}` |\n")
    return "| import path | gone in | import instead |\n|---|---|---|\n" + "".join(sorted(rows))


def _removed(name: str) -> tuple[str, str]:
    """Return the release in which a name was gone, and the one that deprecated it or ""."""
    if name in ("headers[key]", "range headers"):
        return _after(PATH, "Request.Headers", -2), ""
    package, _, symbol = name.partition(".")
    path = next(each.path for each in api().packages.values() if each.name == package and not each.unread)
    symbol = symbol.replace("(ctx)", "()")
    periods = api().periods(path, symbol)
    index = -1 if periods[-1].until else -2
    return _after(path, symbol, index), periods[index].deprecated


def _after(path: str, symbol: str, index: int) -> str:
    return api().after(PATH, api().periods(path, symbol)[index].until)
