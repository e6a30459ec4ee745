"""The HTML report as text: one file, and nothing in it that acts. tests/pages looks at it in a browser."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restatelint.engine.finding import Edit, Fix, Note, NoteKind, Safety
from restatelint.report.formats import FORMATS
from restatelint.report.html.preview import preview
from restatelint.report.html.rule_page import page_html
from restatelint.report.owners import Owners
from restatelint.restate.services.graph import Extent, Graph, GraphHandler, GraphService, Spot
from restatelint.source.position import LineIndex
from tests.report.samples import CLOCK, OPTIONS, ORDER, finding_at, place_of, report_of, rich_finding

if TYPE_CHECKING:
    from restatelint.engine.finding import Report
    from restatelint.report.options import Options

_FILES = {"order/pay.go": ORDER.encode(), "util/clock.go": CLOCK.encode()}
_WITH_TEXT = dataclasses.replace(OPTIONS, text=_FILES.get)


def page_of(report: Report, options: Options = OPTIONS) -> str:
    return "".join(FORMATS["html"](report, options))


class _Reader(HTMLParser):
    """Collects the elements of a page, and the text of its scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self._open: tuple[str, dict[str, str | None]] = ("", {})
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.blocks: list[tuple[str, dict[str, str | None], str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open = (tag, dict(attrs))
        self.elements.append(self._open)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open[0]:
            self._open = ("", {})

    def handle_data(self, data: str) -> None:
        tag, attributes = self._open
        if tag in ("script", "style"):
            self.blocks.append((tag, attributes, data))


def read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader


def data_of(page: str) -> dict[str, object]:
    text = "".join(
        text for tag, each, text in read(page).blocks if tag == "script" and each.get("id") == "data"
    )
    data: dict[str, object] = json.loads(text)
    return data


def test_the_policy_allows_the_own_script_and_style_and_nothing_else() -> None:
    reader = read(page_of(report_of(rich_finding())))
    policies = [each["content"] for tag, each in reader.elements if each.get("http-equiv")]
    digests = {
        tag: "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for tag, attributes, text in reader.blocks
        if "type" not in attributes
    }

    assert policies == [
        f"default-src 'none'; style-src '{digests['style']}'; script-src '{digests['script']}'; "
        "base-uri 'none'; form-action 'none'"
    ]
    assert not any(name in each for _, each in reader.elements for name in ("src", "style", "onclick"))


def test_lines_are_there_once_with_what_is_around_them() -> None:
    data = data_of(page_of(report_of(rich_finding()), _WITH_TEXT))

    assert data["files"] == [
        {"path": "order/pay.go", "lines": {str(n): line for n, line in enumerate(ORDER.split("\n"), 1)}},
        {"path": "util/clock.go", "lines": {str(n): line for n, line in enumerate(CLOCK.split("\n"), 1)}},
    ]


def test_marks_count_utf_16_units_as_scripts_do() -> None:
    finding = finding_at(place_of(ORDER, "stamp()"))
    found = data_of(page_of(report_of(finding)))["findings"]
    line = ORDER.split("\n")[3].encode("utf-16-le")

    assert isinstance(found, list)
    ((number, start, end),) = found[0]["marks"]
    assert number == 4
    assert line[start * 2 : end * 2].decode("utf-16-le") == "stamp()"


@given(st.text())
def test_no_text_ends_the_data_or_acts(text: str) -> None:
    hostile = f"{text}</script><!--<script>\u202e\x1b[31m{text}"
    place = place_of(ORDER, "stamp()", path=f"{hostile}.go")
    finding = dataclasses.replace(finding_at(place), message=hostile, help=hostile, function=hostile)
    note = Note(NoteKind.NOT_CHECKED, hostile, hostile)
    page = page_of(report_of(finding, notes=(note,)))
    data = data_of(page)

    assert page.count("</script>") == 2
    assert "<!--" not in page
    shown = json.dumps(data, ensure_ascii=False)
    assert "\u202e" not in shown
    assert "\\u001b" not in shown
    assert len(read(page).elements) == len(
        read(page_of(report_of(finding_at(place), notes=(note,)))).elements
    )


def test_a_rule_page_brings_no_markup_and_loads_nothing() -> None:
    page = page_html(
        "# title\n\n<script>x</script> <b onclick=x>b</b> ![p](https://x/y.png) [l](../other/README.md)"
        " [j](javascript:x)\n\n```go\nx := 1 < 2\n```\n",
        "https://example.com/rules/a/b/README.md",
    )

    assert {tag for tag, _ in read(page).elements} == {"p", "a", "pre", "code"}
    links = [each["href"] for tag, each in read(page).elements if tag == "a"]
    assert "https://example.com/rules/a/other/README.md" in links
    assert all(each is not None and each.startswith("https://") for each in links)


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([("b := 2", "b := 3")], [{"line": 2, "removed": ["b := 2"], "added": ["b := 3"]}]),
        ([("b := 2", "x := 0\nb := 2")], [{"line": 2, "removed": [], "added": ["x := 0"]}]),
        ([("b := 2\n", "")], [{"line": 2, "removed": ["b := 2"], "added": []}]),
        (
            [("a := 1", "a := 0"), ("d := 4", "d := 0")],
            [
                {"line": 1, "removed": ["a := 1"], "added": ["a := 0"]},
                {"line": 4, "removed": ["d := 4"], "added": ["d := 0"]},
            ],
        ),
    ],
)
def test_a_fix_is_shown_by_the_lines_it_changes(
    edits: list[tuple[str, str]], expected: list[dict[str, object]]
) -> None:
    data = b"a := 1\nb := 2\nc := 3\nd := 4\n"
    lines = LineIndex(data)

    def edit(old: str, new: str) -> Edit:
        start = data.index(old.encode())
        return Edit(lines.position(start), lines.position(start + len(old)), new)

    assert preview(Fix(Safety.SAFE, "", tuple(edit(*each) for each in edits)), data) == expected


def test_a_finding_belongs_to_every_handler_that_runs_its_line() -> None:
    spot = Spot("", "main.go", 3)

    def handler(name: str, *code: Extent) -> GraphHandler:
        return GraphHandler(name, "service", "?", "?", spot, (), code)

    own, helper = Extent("order/pay.go", 3, 6), Extent("order/pay.go", 4, 4)
    graph = Graph(
        (
            GraphService("A", "service", "", Spot("A", "main.go", 3), (handler("a", own),)),
            GraphService(
                "B", "service", "", spot, (handler("b", Extent("b.go", 1, 9), helper), handler("c"))
            ),
        ),
        (),
    )
    owners = Owners(graph)

    assert owners.of(finding_at(place_of(ORDER, "stamp()"))) == ((0, 0), (1, 0))
    assert owners.of(finding_at(place_of(ORDER, "return"))) == ((0, 0),)
    assert owners.of(finding_at(place_of("a\nb\nc", "c", "main.go"))) == ((0, None), (1, None))
    assert owners.of(finding_at(place_of(ORDER, "package"))) == ()
