"""The files of a command line, as the engine wants them: a directory at a time, by their settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.cli.files import files_of
from restatelint.cli.request import Request
from restatelint.cli.settings_files import SettingsFiles
from restatelint.source.tree import DiskTree

if TYPE_CHECKING:
    from tests.cli.conftest import Shell


def test_the_files_of_a_directory_stay_together(shell: Shell) -> None:
    for name in ("a/b.go", "a/b/c.go", "a/z.go", "a-b/x.go"):
        shell.write(name)
    tree = DiskTree(".")

    (group,) = files_of(["."], tree, Request(), SettingsFiles(Request())).groups

    directories = [tree.display(each).rpartition("/")[0] for each in group.locations]
    assert sorted(directories) == ["a", "a", "a-b", "a/b"]
    first = directories.index("a")
    assert directories[first : first + 2] == ["a", "a"]


def test_files_go_by_their_settings_and_by_whether_they_are_named(shell: Shell) -> None:
    shell.write("a.go")
    shell.write("b/b.go")
    settings = shell.write("b/restatelint.toml", "")
    shell.write("b/c.go")
    tree = DiskTree(".")

    groups = files_of([".", "b/c.go"], tree, Request(), SettingsFiles(Request())).groups

    assert [
        (group.settings_file, group.named, [tree.display(each) for each in group.locations])
        for group in groups
    ] == [("", False, ["a.go"]), (str(settings), False, ["b/b.go"]), (str(settings), True, ["b/c.go"])]
