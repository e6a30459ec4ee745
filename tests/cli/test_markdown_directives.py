"""Directives in the fences of a document: they count as in files, wherever in it the fence stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.test_markdown import CALM, HANDLER, fence

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

ABOVE = "\t//restatelint:ignore wall-clock it is shown only\n"


@pytest.mark.parametrize("before", ["", "A long first paragraph. " * 40 + "\n\n", "> quoted\n\n"])
@pytest.mark.parametrize(
    "code",
    [
        HANDLER.replace("time.Now())", "time.Now()) //restatelint:ignore wall-clock it is shown only"),
        HANDLER.replace("\trestate.Set", f"{ABOVE}\trestate.Set"),
        f"//restatelint:ignore wall-clock it is shown only\n{HANDLER}",
        f"//restatelint:file-ignore wall-clock it is shown only\n\n{HANDLER}",
    ],
)
def test_directives_of_a_fence_count_in_it(shell: Shell, before: str, code: str) -> None:
    shell.write("a.md", before + fence(code))
    ran = shell.check("a.md")
    assert (ran.code, ran.out) == (0, "1 file checked, no problems\n")
    assert shell.check("--no-suppressions", "a.md").code == 1

    shell.write("a.md", before + fence(code) + fence())
    assert shell.check("a.md").out.count("[wall-clock]") == 1
    shell.write("a.md", before + fence() + fence(code))
    assert shell.check("a.md").out.count("[wall-clock]") == 1


def test_a_directive_above_a_statement_covers_no_more_than_that(shell: Shell) -> None:
    more = HANDLER.replace("\trestate.Set", f"{ABOVE}\trestate.Set")
    more = more.replace("\treturn", '\trestate.Set(ctx, "b", time.Now())\n\treturn')
    shell.write("a.md", "A long first paragraph. " * 40 + "\n" + fence(more))

    assert [line.split(":")[1] for line in shell.check("a.md").out.splitlines()[:-1]] == ["8"]


def test_a_directive_that_is_idle_is_said(shell: Shell) -> None:
    shell.write("a.md", fence(f"//restatelint:ignore wall-clock no clock here\n{CALM}"))

    assert shell.check("a.md").out.startswith("a.md:4:22: warning[unused-suppression]")
