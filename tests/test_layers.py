"""The direction of dependencies: cli -> report -> judge -> engine -> restate -> golang -> source."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Collection

ROOT = Path(__file__).resolve().parent.parent

# From the bottom up. The package itself is the public API: it stands on the engine, and reports and
# commands may use it. The entry point stands on everything.
LAYERS = (
    ("source",),
    ("golang",),
    ("restate",),
    ("engine",),
    ("judge",),
    ("__init__",),
    ("report",),
    ("cli",),
    ("__main__",),
)
HEIGHT = {name: height for height, names in enumerate(LAYERS) for name in names}


def layer_of(module: str) -> str:
    """Return the layer of a dotted module name that begins with ``restatelint``."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def imported_modules(code: str, module: str) -> set[str]:
    """Return the modules of ours that a file imports, in functions and for types too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = module.split(".")[: -node.level] if node.level else []
            base = ".".join([*parents, *([node.module] if node.module else [])])
            if base == "restatelint":
                found.update(f"{base}.{alias.name}" if alias.name in HEIGHT else base for alias in node.names)
            else:
                found.add(base)
    return {name for name in found if name.split(".")[0] == "restatelint"}


def violations(root: Path) -> list[str]:
    """Return a line for each import under ``root``/restatelint that points up."""
    wrong = []
    for path in sorted((root / "restatelint").rglob("*.py")):
        relative = path.relative_to(root)
        module = ".".join(relative.with_suffix("").parts)
        home = layer_of(module)
        if home not in HEIGHT:
            wrong.append(f"{relative}: {home} is in no layer; give it one in tests/test_layers.py")
            continue
        for target in sorted(imported_modules(path.read_text(encoding="utf-8"), module)):
            height = HEIGHT.get(layer_of(target))
            if height is None or height > HEIGHT[home]:
                wrong.append(f"{relative}: {home} may not import {target}")
    return wrong


def test_imports_point_down() -> None:
    assert violations(ROOT) == []


def test_every_layer_is_there() -> None:
    present = {path.stem for path in (ROOT / "restatelint").iterdir()}
    assert set(HEIGHT) <= present


@pytest.mark.parametrize(
    ("layer", "code"),
    [
        ("golang", "from restatelint.restate.regions import Region"),
        ("source", "import restatelint.golang.syntax"),
        ("engine", "def late():\n    from restatelint.report import sarif"),
        (
            "restate",
            "if TYPE_CHECKING:\n    from restatelint.engine import rule",
        ),
        ("engine", "from restatelint import check"),
        ("engine", "from restatelint import cli"),
        ("engine", "from ..report import text"),
        ("report", "from .. import cli"),
    ],
)
def test_an_import_that_points_up_is_found(tmp_path: Path, layer: str, code: str) -> None:
    package = tmp_path / "restatelint" / layer
    package.mkdir(parents=True)
    (package / "module.py").write_text(code, encoding="utf-8")

    assert len(violations(tmp_path)) == 1


@pytest.mark.parametrize(
    ("layer", "code"),
    [
        ("cli", "from restatelint.source.discover import discover"),
        ("cli", "from restatelint import check"),
        ("report", "from restatelint.engine.finding import Finding"),
        ("golang", "from . import syntax\nfrom ..source import text"),
        ("engine", "import ast\nfrom tree_sitter import Query"),
    ],
)
def test_an_import_that_points_down_is_fine(tmp_path: Path, layer: str, code: str) -> None:
    package = tmp_path / "restatelint" / layer
    package.mkdir(parents=True)
    (package / "module.py").write_text(code, encoding="utf-8")

    assert violations(tmp_path) == []


def test_go_facts_never_mention_restate() -> None:
    for path in sorted((ROOT / "restatelint" / "golang").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        statements = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        mentions = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in statements
            and "restate" in node.value.lower()
        ]
        assert mentions == [], path


def test_trees_of_the_parser_are_seen_by_one_module() -> None:
    seen = [
        str(path.relative_to(ROOT / "restatelint"))
        for path in sorted((ROOT / "restatelint").rglob("*.py"))
        if any(_imports_parser(node) for node in ast.walk(ast.parse(path.read_bytes())))
    ]
    assert seen == ["engine/query.py", "golang/tree.py"]  # the first compiles the queries of rules


def _imports_parser(node: ast.AST) -> bool:
    names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
    names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
    return any(name.startswith("tree_sitter") for name in names)


MOST_IN_A_FOLDER = 12


def runtime_imports(code: str, known: Collection[str]) -> set[str]:
    """Return the modules of ours that a file imports when it is imported: not for types, not in functions."""
    statements = [each for each in ast.parse(code).body if isinstance(each, ast.ImportFrom)]
    return {
        full if (full := f"{each.module}.{alias.name}") in known else each.module
        for each in statements
        if each.module is not None and each.module in known
        for alias in each.names
    }


def test_no_module_imports_itself_around_a_circle() -> None:
    paths = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in (ROOT / "restatelint").rglob("*.py")
    }
    graph = {name: runtime_imports(path.read_text("utf-8"), paths) for name, path in paths.items()}
    assert len(list(TopologicalSorter(graph).static_order())) == len(paths)


def test_no_folder_of_facts_is_a_heap() -> None:
    folders = [path for path in (ROOT / "restatelint" / "restate").rglob("*") if path.is_dir()]
    full = {
        str(folder.relative_to(ROOT)): len(modules)
        for folder in (*folders, ROOT / "restatelint" / "restate")
        if len(modules := [path for path in folder.glob("*.py") if path.name != "__init__.py"])
        > MOST_IN_A_FOLDER
    }
    assert full == {}


def test_every_folder_of_facts_is_on_the_page_with_what_it_says_of_itself() -> None:
    page = " ".join((ROOT / "ARCHITECTURE.md").read_text("utf-8").split())
    folders = [path.parent for path in (ROOT / "restatelint" / "restate").rglob("*/__init__.py")]
    for folder in folders:
        words = ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8")))
        name = folder.relative_to(ROOT / "restatelint").as_posix()
        assert f"| `{name}` | {words} |" in page or name == "restate", name
