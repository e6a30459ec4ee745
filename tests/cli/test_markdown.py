"""Markdown files on the command line: checked by their Go fences, and left as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import GOOD

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

HANDLER = """func (Shop) Place(ctx restate.ObjectContext) error {
	restate.Set(ctx, "at", time.Now())
	return nil
}
"""
CALM = HANDLER.replace("time.Now()", "1")


def fence(code: str = HANDLER, info: str = "go") -> str:
    """Return a document with a fence at line 3."""
    return f"# Shop\n\n```{info}\n{code}```\n"


def test_a_named_document_is_checked_with_positions_of_its_own(shell: Shell) -> None:
    shell.write("docs/shop.md", fence())
    shell.write("docs/orders.go", GOOD)

    ran = shell.check("docs/shop.md", "docs/orders.go")

    assert ran.code == 1
    assert ran.out.startswith("docs/shop.md:5:25: error[wall-clock]: ")
    assert "found 1 problem (1 error) in 2 files" in ran.out


@pytest.mark.parametrize("name", ["a.md", "a.markdown", "a.mdx", "README.MD"])
def test_a_document_is_known_by_its_name(shell: Shell, name: str) -> None:
    shell.write(name, fence())

    assert shell.check(name).out.startswith(f"{name}:5:25: ")


@pytest.mark.parametrize("info", ["go", "golang", "Go title=x", "go{1,3}", "go\tlinenums", "go,ignore"])
def test_the_first_word_of_a_fence_counts(shell: Shell, info: str) -> None:
    shell.write("a.md", fence(info=info))

    assert shell.check("a.md").code == 1


@pytest.mark.parametrize("info", ["", "gohtml", "go-template", "text go", "python"])
def test_any_other_fence_is_no_go(shell: Shell, info: str) -> None:
    shell.write("a.md", fence(info=info))

    assert shell.check("a.md").code == 3


def test_a_document_without_go_is_nothing_to_check(shell: Shell) -> None:
    shell.write("a.md", "# Words\n")
    shell.write("b.md", fence(CALM))

    ran = shell.check("-v", "a.md")
    assert ran.code == 3
    assert "skipped: a.md: no fence of Go in it" in ran.err
    assert "no Go fence" in ran.err
    assert shell.check("--allow-empty", "a.md").code == 0
    ran = shell.check("a.md", "b.md")
    assert (ran.code, ran.out) == (0, "1 file checked, no problems, 1 file skipped\n")


def test_a_directory_stands_for_documents_only_if_asked(shell: Shell) -> None:
    shell.write("docs/a.md", fence())
    shell.write("docs/orders.go", GOOD)
    shell.write("docs/_draft.md", fence())

    assert shell.check().code == 0
    assert shell.check("docs").code == 0
    assert shell.check("docs", "docs/a.md").code == 1
    assert "docs/a.md:5:25: " in shell.check("--markdown").out
    shell.write("docs/restatelint.toml", "markdown = true\n")
    ran = shell.check()
    assert "docs/a.md:5:25: " in ran.out
    assert "found 1 problem (1 error) in 2 files" in ran.out


def test_the_graph_has_no_documents(shell: Shell) -> None:
    shell.write("a.md", fence("type Shop struct{}\n\n" + HANDLER))
    shell.write("restatelint.toml", "markdown = true\n")
    shell.write("orders.go", GOOD)

    assert shell.run("graph", ".").code == 0
    assert "Shop" not in shell.run("graph", ".").out


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ("", 1),
        ('ignore = ["wall-clock"]\n', 0),
        ('select = ["run"]\n', 0),
        ('[severities]\nwall-clock = "info"\n', 0),
        ('[per-path-ignores]\n"docs/*.md" = ["determinism"]\n', 0),
        ('[per-path-ignores]\n"*.go" = ["determinism"]\n', 1),
        ('exclude = ["docs"]\n', 1),
    ],
)
def test_the_closest_settings_hold(shell: Shell, settings: str, code: int) -> None:
    shell.write("restatelint.toml", settings)
    shell.write("docs/a.md", fence())

    assert shell.check("docs/a.md").code == code


def test_exclusion_may_be_forced(shell: Shell) -> None:
    shell.write("restatelint.toml", 'exclude = ["docs"]\n')
    shell.write("docs/a.md", fence())
    shell.write("a.md", fence())

    assert shell.check("--force-exclude", "docs/a.md").code == 3
    assert shell.check("--force-exclude", "a.md").code == 1


OLD = 'func (Shop) Place(ctx restate.Context) error {\n\treturn restate.TerminalError(errors.New("x"))\n}\n'


@pytest.mark.parametrize(
    ("files", "options", "found"),
    [
        ({}, (), True),
        ({}, ("--sdk-version", "0.20.0"), False),
        ({"restatelint.toml": 'sdk-version = "0.20.0"\n'}, (), False),
        ({"go.mod": "module shop\n\nrequire github.com/restatedev/sdk-go v0.20.0\n"}, (), False),
        ({"go.mod": "module shop\n\nrequire github.com/restatedev/sdk-go v1.1.0\n"}, (), True),
        ({"go.mod": "module shop\n\nrequire github.com/restatedev/sdk-go v0.12.0\n"}, (), False),
        ({"go.mod": "module shop\n\nrequire github.com/restatedev/sdk-go v1.99.0\n"}, (), True),
        ({"go.mod": "module github.com/restatedev/sdk-go\n"}, (), True),
    ],
)
def test_the_version_of_the_sdk_is_that_of_the_module(
    shell: Shell, files: dict[str, str], options: tuple[str, ...], found: bool
) -> None:
    shell.write("docs/a.md", fence(OLD))
    for name, text in files.items():
        shell.write(name, text)

    ran = shell.check("--select", "sdk", *options, "docs/a.md")

    assert ("TerminalError" in ran.out) is found


def test_a_document_may_show_a_go_mod_of_its_own(shell: Shell) -> None:
    shell.write("go.mod", "module shop\n\nrequire github.com/restatedev/sdk-go v0.20.0\n")
    required = "module shop\n\nrequire github.com/restatedev/sdk-go v1.1.0\n"
    shell.write("a.md", fence(required, "gomod") + fence(OLD, "go shop.go"))

    assert "TerminalError" in shell.check("--select", "sdk", "a.md").out


def test_what_was_assumed_is_said_only_if_asked(shell: Shell) -> None:
    shell.write("a.md", fence(CALM))

    assert shell.check("a.md").out == "1 file checked, no problems\n"
    assert shell.check("--format", "json", "a.md").err == "1 file checked, no problems\n"
    assert "assumed: a.md: the fence at line 3: added" in shell.check("-v", "a.md").out
    assert "assumed: " in shell.check("-", stdin=fence(CALM)).out


def test_what_mentions_restate_nowhere_is_not_ours(shell: Shell) -> None:
    shell.write("a.md", fence("func {{{ nothing that parses\n") + fence("package a\n\nfunc (\n"))
    assert shell.check("a.md").code == 0

    shell.write("a.md", fence("func (Shop) Place(ctx restate.Context error {\n\treturn nil\n}\n"))
    assert "[syntax-error]" in shell.check("a.md").out


def test_what_is_too_much_was_not_checked(shell: Shell) -> None:
    shell.write("large.md", fence(CALM) + "x" * 2_000)
    shell.write("deep.md", fence("f(" * 1_000 + "\n") + fence(CALM))
    shell.write("many.md", fence(CALM) * 1_001)

    ran = shell.check("--max-file-bytes", "1000", "large.md")
    assert (ran.code, "too large" in ran.out) == (4, True)
    for name in ("deep.md", "many.md"):
        ran = shell.check(name)
        assert ran.code == 4
        assert f"not checked: {name}: " in ran.out
    shell.write("deep.md", fence("f(" * 1_000 + "\n"))
    ran = shell.check("-v", "deep.md")
    assert (ran.code, ran.err) == (4, "")


@pytest.mark.parametrize(
    "data", [b"```go\n\xff\xfe\x00 restate.Run(\n```\n", b"\xef\xbb\xbf```go\r\nrestate."]
)
def test_any_bytes_may_be_in_a_document(shell: Shell, data: bytes) -> None:
    (shell.directory / "a.md").write_bytes(data)

    assert shell.check("a.md").code in (1, 4)


def test_nothing_hides_a_fence_of_mdx(shell: Shell) -> None:
    code = "".join(f"    {line}\n" for line in HANDLER.splitlines())
    text = f'<Tabs>\n<Tab title="Go">\n```go\n{HANDLER}```\n</Tab>\n</Tabs>\n\n    ```go\n{code}    ```\n'
    shell.write("a.mdx", text)
    shell.write("a.md", text)

    lines = [line.split(":")[1] for line in shell.check("a.mdx").out.splitlines()[:-1]]
    assert lines == ["5", "14"]
    assert shell.check("a.md").code == 3


@pytest.mark.parametrize("end", ["", "\n", "\n```", "\r\n```\r\n"])
def test_the_last_line_of_a_fence_counts_however_it_ends(shell: Shell, end: str) -> None:
    code = "func (Shop) Place(ctx restate.Context) error {\n\treturn restate.Sleep(ctx, 5) }"
    (shell.directory / "a.md").write_bytes(f"```go\n{code}{end}".encode())

    assert shell.check("a.md").out.startswith("a.md:3:9: warning[bare-duration]")


@pytest.mark.parametrize("last", ["func more(", 'var x = "a'])
def test_an_answer_that_is_cut_off_in_its_last_line_is_not_clean(shell: Shell, last: str) -> None:
    assert shell.check("-", stdin=f"```go\n{CALM}{last}").code == 1


def test_a_byte_order_mark_hides_no_fence(shell: Shell) -> None:
    (shell.directory / "a.md").write_bytes(b"\xef\xbb\xbf" + f"```go\n{HANDLER}```\n".encode())

    assert shell.check("a.md").out.startswith("a.md:3:25: ")
