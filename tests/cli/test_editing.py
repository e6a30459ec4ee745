"""What the language server keeps between two edits, without the protocol."""

from __future__ import annotations

import asyncio
import gc
import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restatelint.cli.lsp.asking import Asking
from restatelint.cli.lsp.carried import Change
from restatelint.cli.lsp.workspace import Workspace
from restatelint.cli.request import Request
from restatelint.engine.finding import Confidence, Edit, Finding, Fix, Place, Safety, Severity, Step
from restatelint.golang.budget import Budget, StoppedError
from restatelint.source.text import Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ORDERS = """package shop

import restate "github.com/restatedev/sdk-go"

type Orders struct{}

func (Orders) Place(ctx restate.ObjectContext) error {
	return restate.Object[restate.Void](ctx, "Orders", restate.Key(ctx), "Cancel").Request(restate.Void{})
}

func (Orders) Cancel(ctx restate.ObjectContext) error { return nil }
"""
BOUND = (
    'package shop\n\nimport restate "github.com/restatedev/sdk-go"\n\nvar Bound = restate.Reflect(Orders{})\n'
)


class Editor:
    """A module on disk with one file open."""

    def __init__(self, root: Path) -> None:
        (root / "go.mod").write_text("module shop\n\nrequire github.com/restatedev/sdk-go v1.2.0\n", "utf-8")
        (root / "orders.go").write_text(ORDERS, "utf-8")
        (root / "bound.go").write_text(BOUND, "utf-8")
        self.path = str(root / "orders.go")
        self.bound = str(root / "bound.go")
        self.texts: dict[str, bytes] = {}
        self.workspace = Workspace(str(root), Request(), self.texts)

    def type(self, text: str, path: str = "") -> None:
        self.texts[path or self.path] = text.encode()
        self.workspace.changed()

    def found(self) -> list[tuple[str, int]]:
        checked = self.workspace.checked(self.path)
        assert checked is not None
        return [(each.rule, each.place.start.line) for each in checked.report.findings]


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    return Editor(tmp_path.resolve())


def test_what_is_put_off_goes_along_with_the_text(editor: Editor) -> None:
    editor.type(ORDERS)
    assert editor.found() == [("self-call", 8)]

    editor.type(ORDERS.replace("type Orders", "\n\ntype Orders"))
    assert editor.found() == [("self-call", 10)]
    assert not editor.workspace.is_settled([editor.path])
    assert editor.workspace.settle([editor.path]) == [], "it was so in truth"
    assert editor.workspace.is_settled([editor.path])
    assert editor.found() == [("self-call", 10)]


def test_what_is_put_off_is_asked_in_idle_time(editor: Editor) -> None:
    editor.type(ORDERS)
    editor.found()
    editor.type(BOUND.replace("Orders{}", '"nothing"'), editor.bound)
    assert editor.found() == [("self-call", 8)], "what depends on another file is told later"
    assert editor.workspace.settle([editor.path]) == [editor.path]
    assert editor.found() == []


def test_what_was_edited_itself_is_not_carried(editor: Editor) -> None:
    editor.type(ORDERS)
    editor.found()
    editor.type(ORDERS.replace('"Cancel").Request', '"Cancel").Send'))

    assert editor.found() == []


def test_settling_ends_when_it_is_told_to(editor: Editor) -> None:
    editor.type(ORDERS)
    editor.workspace.budget = Budget()
    editor.workspace.budget.stop()
    with pytest.raises(StoppedError):
        editor.workspace.settle([editor.path])
    editor.workspace.budget = Budget()

    assert editor.found() == [("self-call", 8)]


def test_what_is_on_disk_is_seen_when_it_is_looked_at_again(editor: Editor) -> None:
    editor.type(ORDERS)
    editor.found()
    with open(editor.bound, "w", encoding="utf-8") as file:
        file.write("package shop\n")
    editor.workspace.settle([editor.path])

    assert editor.found() == []


@pytest.fixture
def asking() -> Iterator[type[Asking]]:
    """Give back to the other tests what a server takes for its whole process."""
    yield Asking
    gc.enable()
    gc.unfreeze()


def test_a_question_that_nobody_waits_for_is_ended(asking: type[Asking]) -> None:
    began, ended = threading.Event(), threading.Event()

    def endless(budget: Budget) -> object:
        try:
            while True:
                began.set()
                budget.renew()
                budget.spend(1)
        except StoppedError:
            ended.set()
            raise

    async def session() -> str:
        server = asking()
        asked = asyncio.create_task(server.ask(endless))
        await asyncio.to_thread(began.wait)
        asked.cancel()
        return await server.ask(lambda _: "answered")

    assert asyncio.run(session()) == "answered"
    assert ended.is_set()


def test_idle_work_makes_way_for_a_question(asking: type[Asking]) -> None:
    began = threading.Event()

    def endless(budget: Budget) -> object:
        while True:
            began.set()
            budget.renew()
            budget.spend(1)

    async def session() -> tuple[object, str]:
        server = asking()
        idle = asyncio.create_task(server.between(endless))
        await asyncio.to_thread(began.wait)
        answer = await server.ask(lambda _: "answered")
        return await idle, answer

    assert asyncio.run(session()) == (None, "answered")


def source(text: str) -> Source:
    return Source("x.go", "/x.go", text.encode())


def finding(of: Source, start: int, end: int) -> Finding:
    first, last = of.lines.position(start), of.lines.position(end)
    place = Place("x.go", first, last, ())
    fix = Fix(Safety.SAFE, "", (Edit(first, last, "y"),))
    chain = (Step(place, "here"), Step(Place("other.go", first, last, ()), "elsewhere"))
    return Finding("r", "f", Severity.ERROR, Confidence.HIGH, "", "", place, chain=chain, fix=fix)


_TEXTS = st.text(alphabet="ab\n🕰", max_size=12)


@given(_TEXTS, st.text(alphabet="xyz", min_size=1, max_size=4), _TEXTS, _TEXTS, st.booleans())
def test_a_place_keeps_its_text(before: str, what: str, after: str, added: str, is_first: bool) -> None:
    old = source(before + what + after)
    new = source(added + old.data.decode()) if is_first else source(old.data.decode() + added)
    start = len(before.encode())
    moved = Change(old, new).carried(finding(old, start, start + len(what)))

    assert moved is not None
    assert moved.fix is not None
    ranges = [(each.start, each.end) for each in (moved.place, moved.chain[0].place)]
    for first, last in (*ranges, *((each.start, each.end) for each in moved.fix.edits)):
        assert new.data[first.byte : last.byte].decode() == what
        assert first == new.lines.position(first.byte)
    assert moved.chain[1].place.start.byte == start, "another file is as it was"


def test_a_place_that_was_changed_is_gone() -> None:
    old = source("a x b")

    assert Change(old, source("a yy b")).carried(finding(old, 0, 3)) is None
    assert Change(old, old).carried(finding(old, 0, 3)) == finding(old, 0, 3)
