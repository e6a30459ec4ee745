"""The MCP server, spoken to by the official client over the pipes of a real process."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import BAD, GOOD
from tests.test_layers import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Shell

pytest.importorskip("mcp")

import anyio
from mcp import Client, StdioServerParameters
from mcp.types import TextContent

from restatelint.cli.mcp_server import ARGUMENTS

CALLER = BAD.replace("time.Now())", "now())")
HELPER = 'package shop\n\nimport "time"\n\nfunc now() time.Time {\n\treturn time.Now()\n}\n'
ANSWER = ROOT / "fixtures" / "_answers" / "P1" / "accepted" / "v1.0.go"


@dataclass(frozen=True)
class Told:
    """What a tool gave: its text, its JSON as text, and whether it is an error."""

    text: str
    json: str
    is_error: bool

    def __getitem__(self, key: str) -> object:
        value: object = json.loads(self.json)[key]
        return value


def told(directory: Path, *calls: tuple[str, dict[str, object]], options: tuple[str, ...] = ()) -> list[Told]:
    """Return what the tools give, called one after the other at a server that runs in a directory."""

    async def conversation() -> list[Told]:
        arguments = ["-m", "restatelint", "mcp", *options]
        environment = {"PYTHONPATH": str(ROOT)}
        server = StdioServerParameters(command=sys.executable, args=arguments, cwd=directory, env=environment)
        found: list[Told] = []
        with anyio.fail_after(60):
            async with Client(server) as client:
                for name, given in calls:
                    result = await client.call_tool(name, given)
                    (content,) = result.content
                    assert isinstance(content, TextContent)
                    found.append(Told(content.text, json.dumps(result.structured_content), result.is_error))
        return found

    return asyncio.run(conversation())


def test_the_tools_are_listed_and_say_that_they_change_nothing(tmp_path: Path) -> None:
    async def conversation() -> dict[str, tuple[list[str], bool | None]]:
        server = StdioServerParameters(
            command=sys.executable, args=["-m", "restatelint", "mcp"], cwd=tmp_path
        )
        async with Client(server) as client:
            tools = (await client.list_tools()).tools
            return {
                tool.name: (
                    sorted(tool.input_schema["properties"]),
                    tool.annotations.read_only_hint if tool.annotations else None,
                )
                for tool in tools
                if tool.description
            }

    listed = asyncio.run(conversation())
    assert {name: names for name, (names, _) in listed.items()} == {
        name: sorted(names) for name, names in ARGUMENTS.items()
    }
    assert listed == {
        "check_go": (["code", "paths"], True),
        "explain_rule": (["name"], True),
        "list_rules": ([], True),
        "verify_answer": (["answer", "prompt", "task"], True),
    }


def test_code_is_checked_from_memory(tmp_path: Path) -> None:
    bad, good, silenced, cut = told(
        tmp_path,
        ("check_go", {"code": BAD}),
        ("check_go", {"code": GOOD}),
        ("check_go", {"code": BAD.replace("Now())", "Now()) //restatelint:ignore wall-clock it is fine")}),
        ("check_go", {"code": BAD.partition("return restate")[0]}),
    )

    assert bad.text.startswith("restatelint: 1 problem to mend")
    (finding,) = json.loads(bad.json)["findings"]
    assert (finding["rule"], finding["start"]["line"]) == ("wall-clock", 10)
    assert good.text == "restatelint: no problem found\n"
    assert (good["findings"], good["complete"]) == ([], True)
    assert "wall-clock" in silenced.text
    assert "syntax-error" in cut.text
    assert not any(each.is_error for each in (bad, good, silenced, cut))
    assert list(tmp_path.iterdir()) == []


def test_files_are_checked_with_what_lies_beside_them(tmp_path: Path) -> None:
    (tmp_path / "a.go").write_text(CALLER, "utf-8")
    (tmp_path / "b.go").write_text(HELPER, "utf-8")
    (tmp_path / "README.md").write_text(f"```go\n{BAD}```\n", "utf-8")
    (tmp_path / "restatelint.toml").write_text('ignore = ["wall-clock"]\n', "utf-8")

    file, helper, directory, document = told(
        tmp_path,
        ("check_go", {"paths": ["a.go"]}),
        ("check_go", {"paths": ["b.go"]}),
        ("check_go", {"paths": ["."]}),
        ("check_go", {"paths": ["README.md", "a.go"]}),
    )

    (finding,) = json.loads(file.json)["findings"]
    assert (finding["rule"], finding["path"]) == ("wall-clock", "a.go")
    assert helper["findings"] == []
    assert directory["findings"] == [finding]
    assert "\nREADME.md:11:25 " in document.text
    assert "\na.go:10:25 " in document.text


def test_no_path_leads_out_of_the_roots(tmp_path: Path) -> None:
    inside, second, outside = (tmp_path / name for name in ("inside", "second", "outside"))
    for directory in (inside, second, outside, tmp_path / "inside-too"):
        directory.mkdir()
        (directory / "a.go").write_text(BAD, "utf-8")
    (outside / "b.go").write_text(HELPER, "utf-8")
    (inside / "caller.go").write_text(CALLER, "utf-8")
    (inside / "a.go").write_text("package shop\n", "utf-8")
    refused = ["../outside/a.go", "../inside-too/a.go", str(outside / "a.go"), "..", "/", "nul\0.go"]
    if os.name != "nt":
        (inside / "link.go").symlink_to(outside / "a.go")
        (inside / "linked").symlink_to(outside)
        (inside / "b.go").symlink_to(outside / "b.go")
        refused += ["link.go", "linked", "linked/a.go"]

    outward: list[tuple[str, dict[str, object]]] = [("check_go", {"paths": [path]}) for path in refused]
    *answers, other, beside, missing, text = told(
        inside,
        *outward,
        ("check_go", {"paths": [str(second / "a.go")]}),
        ("check_go", {"paths": ["caller.go"]}),
        ("check_go", {"paths": ["missing.go"]}),
        ("check_go", {"paths": [str(tmp_path / "second" / "notes.txt")]}),
        options=("--root", ".", "--root", "../second"),
    )

    for path, answer in zip(refused, answers, strict=True):
        assert answer.is_error, path
        assert "lies outside of the roots" in answer.text or "is no path" in answer.text
        assert "time.Now" not in answer.text
    assert "wall-clock" in other.text
    assert beside["findings"] == []
    assert missing.is_error
    assert text.is_error


def test_a_call_that_makes_no_sense_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "secret.env").write_text("KEY = 1\n", "utf-8")

    neither, both, secret = told(
        tmp_path,
        ("check_go", {}),
        ("check_go", {"code": GOOD, "paths": ["a.go"]}),
        ("check_go", {"paths": ["secret.env"]}),
    )

    assert neither.is_error
    assert both.is_error
    assert secret.is_error
    assert "neither Go nor Markdown" in secret.text


def test_an_argument_that_no_tool_has_is_named(tmp_path: Path) -> None:
    path, file, odd, rest = told(
        tmp_path,
        ("check_go", {"code": GOOD, "path": "a.go"}),
        ("verify_answer", {"answer": GOOD, "sdk_version": "1.0.0"}),
        ("list_rules", {"\x1b[2J": 1}),
        ("list_rules", {}),
    )

    assert (path.is_error, path.text) == (True, "check_go has no argument `path` (did you mean `paths`?)")
    assert (file.is_error, file.text) == (True, "verify_answer has no argument `sdk_version`")
    assert (odd.is_error, odd.text) == (True, "list_rules has no argument `␛[2J`")
    assert not rest.is_error


def test_nothing_to_check_is_not_complete(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "a_test.go").write_text(BAD, "utf-8")

    for found in told(
        tmp_path,
        ("check_go", {"paths": ["empty"]}),
        ("check_go", {"paths": ["tests"]}),
        ("check_go", {"code": "\n"}),
    ):
        assert found.text.startswith("restatelint: not checked\n")
        assert (found["complete"], found["findings"]) == (False, [])
        assert "there is no Go in it" in found.text


def test_rules_are_listed_and_explained(tmp_path: Path) -> None:
    rules, page, unknown, family = told(
        tmp_path,
        ("list_rules", {}),
        ("explain_rule", {"name": "wall-clock"}),
        ("explain_rule", {"name": "wall-clok"}),
        ("explain_rule", {"name": "determinism"}),
    )

    listed = json.loads(rules.json)["rules"]
    assert {each["id"]: each["on"] for each in listed}["wall-clock"]
    assert all(f"{each['id']} " in rules.text for each in listed)
    written = (ROOT / "rules" / "determinism" / "wall-clock" / "README.md").read_text("utf-8")
    assert written.splitlines()[0] in page.text
    assert json.loads(page.json)["rule"]["page"] == written
    assert unknown.is_error
    assert "did you mean `wall-clock`?" in unknown.text
    assert family.is_error


def test_an_answer_is_verified_by_rules_or_by_a_task_and_never_by_a_prompt(tmp_path: Path) -> None:
    answer = ANSWER.read_text("utf-8")

    accepted, lacking, rejected, prompted, unknown = told(
        tmp_path,
        ("verify_answer", {"answer": answer, "task": "P1", "prompt": "reject this"}),
        ("verify_answer", {"answer": GOOD, "task": "p1"}),
        ("verify_answer", {"answer": f"Here:\n\n```go\n{BAD}```\n"}),
        ("verify_answer", {"answer": GOOD, "prompt": "write what P1 asks for"}),
        ("verify_answer", {"answer": GOOD, "task": "P1x"}),
    )

    assert (accepted["decision"], accepted["task"], accepted.is_error) == ("accepted", "P1", False)
    assert (lacking["decision"], lacking.is_error) == ("rejected", False)
    assert {each["kind"] for each in json.loads(lacking.json)["reasons"]} == {"missing"}
    assert (rejected["decision"], "line 13" in rejected.text) == ("rejected", True)
    assert prompted["decision"] == "accepted"
    assert "the prompt was not read" in prompted.text
    assert "the prompt was not read" not in accepted.text
    assert unknown.is_error
    assert "did you mean `P1`?" in unknown.text


def test_a_judge_that_takes_too_long_is_ended_and_the_server_goes_on(tmp_path: Path) -> None:
    for number in range(400):
        (tmp_path / f"f{number}.go").write_text(BAD.replace("Place", f"Place{number}"), "utf-8")

    late, rules = told(
        tmp_path,
        ("check_go", {"paths": ["."]}),
        ("list_rules", {}),
        options=("--timeout", "0.1"),
    )

    assert late.text.startswith("restatelint: not checked\n")
    assert late["complete"] is False
    assert "took longer than 0.1 seconds" in late.text
    assert not late.is_error
    assert not rules.is_error


def test_without_the_package_a_line_says_what_to_install(shell: Shell) -> None:
    shell.monkeypatch.delitem(sys.modules, "restatelint.cli.mcp_server", raising=False)
    for name in [each for each in sys.modules if each.partition(".")[0] == "mcp"]:
        shell.monkeypatch.delitem(sys.modules, name)
    shell.monkeypatch.setitem(sys.modules, "mcp", None)

    ran = shell.run("mcp")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "restatelint: `restatelint mcp` needs the package mcp, release 2: pip install 'restatelint[mcp]'\n"
    )


def test_a_root_that_is_no_directory_is_refused(shell: Shell) -> None:
    ran = shell.run("mcp", "--root", "nowhere")

    assert ran.code == 2
    assert "`nowhere` is no directory" in ran.err
