"""What is said of findings in Markdown, in every format, and what is not written into it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.cli.conftest import BAD
from tests.cli.test_fix import CODE
from tests.cli.test_markdown import HANDLER, fence

if TYPE_CHECKING:
    from tests.cli.conftest import Shell


def test_fixes_are_not_written_into_documents(shell: Shell) -> None:
    document = shell.write("a.md", fence(CODE))
    before = document.read_bytes()

    for option in ("--fix", "--diff"):
        ran = shell.check(option, "a.md")
        assert "fix 0 of 3" in ran.err.replace("fixed", "fix")
        assert "not changed: a.md: fixes are written into Go files, not into Markdown\n" in ran.err
        assert document.read_bytes() == before
    ran = shell.check("--add-ignore=it is old", "a.md")
    assert "not changed: a.md: directives are written into Go files, not into Markdown\n" in ran.err
    assert document.read_bytes() == before


def test_a_go_file_beside_a_document_is_still_fixed(shell: Shell) -> None:
    document = shell.write("a.md", fence(CODE))
    before = document.read_bytes()
    code = shell.write("orders.go", BAD.replace("\treturn sleepTo", '\tprintln("x")\n\treturn sleepTo'))

    shell.check("--add-ignore=it is old", "a.md", "orders.go")

    assert document.read_bytes() == before
    assert "restatelint:ignore" in code.read_text("utf-8")


PLACE = f"# é\n\n> ```go\n{''.join(f'> {line}{chr(10)}' for line in HANDLER.splitlines())}> ```\n"


def test_json_has_the_fence(shell: Shell) -> None:
    shell.write("a.md", PLACE)

    report = json.loads(shell.check("--format", "json", "a.md").out)

    (finding,) = report["findings"]
    assert finding["path"] == "a.md"
    assert finding["fence"] == {"index": 0, "line": 3}
    assert (finding["start"]["line"], finding["start"]["column"]) == (5, 27)
    data = PLACE.encode()
    assert data[finding["start"]["byte"] : finding["end"]["byte"]] == b"time.Now()"
    assert (report["summary"]["files"], report["summary"]["checked"]) == (1, 1)


def test_sarif_has_the_place_in_the_document(shell: Shell) -> None:
    shell.write("a.md", PLACE)

    (run,) = json.loads(shell.check("--format", "sarif", "a.md").out)["runs"]

    (result,) = run["results"]
    (location,) = result["locations"]
    place = location["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a.md"
    region = {key: place["region"][key] for key in ("startLine", "startColumn", "endLine", "endColumn")}
    assert region == {"startLine": 5, "startColumn": 27, "endLine": 5, "endColumn": 37}


def test_github_annotates_the_document(shell: Shell) -> None:
    shell.write("a.md", PLACE)

    out = shell.check("--format", "github", "a.md").out

    assert out.startswith(
        "::error file=a.md,line=5,col=27,endLine=5,endColumn=37,title=restatelint wall-clock::"
    )
