"""What is nearly right is answered with what is right: options of other linters, values, files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from restatelint.cli.check import check
from restatelint.cli.neighbours import _CALLED, _VALUES

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

OPTIONS = {name for each in check.params for name in each.opts}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--rule", "wall-clock"], "no such option `--rule` (did you mean `--select`?)"),
        (["--basline", "x"], "no such option `--basline` (did you mean `--baseline`?)"),
        (["--json"], "(did you mean `--format json`?)"),
        (["--new-from-rev", "main"], "(did you mean `--diff-base`?)"),
        (["--diff=main"], "--diff-base REV reports only what is new"),
        (["--diff", "main"], "`main` does not exist, and --diff takes no value"),
        (["--baseline", "zz"], "`zz` does not exist, `--write-baseline zz` makes one"),
        (["--baseline", "known.jsn"], "`known.jsn` does not exist (did you mean `known.json`?)"),
    ],
)
def test_a_wrong_word_is_answered_with_the_right_one(shell: Shell, arguments: list[str], words: str) -> None:
    shell.write("known.json", "{}")

    ran = shell.check(*arguments)

    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_what_is_recommended_is_there_and_what_it_replaces_is_not() -> None:
    assert set(_CALLED.values()) <= OPTIONS
    assert not set(_CALLED) & OPTIONS
    assert set(_VALUES) <= set(_CALLED)


def test_diff_beside_a_path_that_is_there_is_no_mistake(shell: Shell) -> None:
    shell.write("shop.go")

    assert shell.check("--diff", "shop.go").code == 1
