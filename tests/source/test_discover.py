from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from restatelint.source.discover import Discovered, discover

if TYPE_CHECKING:
    from pathlib import Path


def make(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(b"package p\n")


def git(directory: Path, *arguments: str) -> None:
    settings = ("-c", "user.name=n", "-c", "user.email=e@example.com", "-c", "commit.gpgsign=false")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    subprocess.run(
        ["git", *settings, "-c", "protocol.file.allow=always", *arguments],
        cwd=directory,
        env=environment,
        check=True,
        capture_output=True,
    )


def names(found: Discovered, root: Path) -> list[str]:
    return [os.path.relpath(file, root) for file in found.files]


DEFAULT_SKIPS = (
    "vendor/v.go",
    "testdata/t.go",
    "a/node_modules/n.go",
    "_old/o.go",
    ".hidden/h.go",
    "_x.go",
    ".x.go",
    "a/x_test.go",
    "a/readme.md",
)


@pytest.fixture(params=["disk", "git"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "git":
        git(tmp_path, "init", "-q")
    return tmp_path


def test_a_directory_stands_for_its_go_files_but_the_default_skips(root: Path) -> None:
    make(root, "b.go", "a/a.go", *DEFAULT_SKIPS)
    found = discover(["."], root=str(root))
    assert names(found, root) == ["a/a.go", "b.go"]
    assert found.files == tuple(f"{root.resolve()}/{name}" for name in ("a/a.go", "b.go"))
    assert found.problems == ()
    assert found.missing == ()


def test_tests_are_checked_when_asked_for(root: Path) -> None:
    make(root, *DEFAULT_SKIPS)
    assert names(discover(["."], root=str(root), tests=True), root) == ["a/x_test.go"]


def test_what_is_named_is_taken_as_it_is(root: Path) -> None:
    make(root, *DEFAULT_SKIPS)
    assert names(discover(list(DEFAULT_SKIPS), root=str(root)), root) == sorted(DEFAULT_SKIPS)
    assert names(discover(["vendor"], root=str(root)), root) == ["vendor/v.go"]


def test_force_exclude_applies_the_skips_to_what_is_named(root: Path) -> None:
    make(root, *DEFAULT_SKIPS, "a/good.go")
    given = [*DEFAULT_SKIPS, "vendor", "a/good.go", "."]
    found = discover(given, root=str(root), force_exclude=True)
    assert names(found, root) == ["a/good.go", "a/readme.md"]  # named: whatever its suffix


def test_force_exclude_judges_only_what_is_below_the_root(tmp_path: Path) -> None:
    make(tmp_path, ".cache/work/a.go", "vendor/b.go")
    given = [str(tmp_path / "vendor/b.go"), "a.go", ".", ".."]
    found = discover(given, root=str(tmp_path / ".cache/work"), force_exclude=True)
    assert names(found, tmp_path) == [".cache/work/a.go", "vendor/b.go"]


def test_the_same_file_given_twice_counts_once(root: Path) -> None:
    make(root, "a/a.go", "a/b.go")
    given = ["a/b.go", "./a/../a/b.go", "a", ".", str(root / "a/a.go")]
    assert names(discover(given, root=str(root)), root) == ["a/a.go", "a/b.go"]


def test_gitignore_counts_inside_a_repository_and_only_there(tmp_path: Path) -> None:
    make(tmp_path, "kept.go", "ignored.go", "out/x.go")
    (tmp_path / ".gitignore").write_text("ignored.go\nout/\n")
    everything = ["ignored.go", "kept.go", "out/x.go"]
    assert names(discover(["."], root=str(tmp_path)), tmp_path) == everything
    git(tmp_path, "init", "-q")
    assert names(discover(["."], root=str(tmp_path)), tmp_path) == ["kept.go"]
    assert names(discover(["ignored.go"], root=str(tmp_path)), tmp_path) == ["ignored.go"]


def test_an_ignored_directory_that_is_named_is_checked(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    make(tmp_path, "out/x.go", "src/y.go")
    (tmp_path / ".gitignore").write_text("out/\nsrc/y.go\n")
    assert names(discover(["out", "src"], root=str(tmp_path)), tmp_path) == ["out/x.go"]


def test_what_is_ignored_is_so_whether_git_tracks_it_or_not(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    make(tmp_path, "tracked.go", "deleted.go", "a.go")
    git(tmp_path, "add", ".")
    (tmp_path / ".gitignore").write_text("tracked.go\n")
    (tmp_path / "deleted.go").unlink()
    found = discover(["."], root=str(tmp_path))
    assert names(found, tmp_path) == ["a.go"]
    assert found.problems == ()


def test_gitignore_files_count_from_the_top_down(tmp_path: Path) -> None:
    make(tmp_path, ".git/info/exclude", "a/x.go", "a/y.go", "a/b/x.go", "a/b/z.go", "c/x.go")
    (tmp_path / ".git/info/exclude").write_text("z.go\ny.go\n")
    (tmp_path / ".gitignore").write_text("x.go\n")
    (tmp_path / "a/.gitignore").write_text("!y.go\n!/x.go\n")
    assert names(discover(["."], root=str(tmp_path)), tmp_path) == ["a/x.go", "a/y.go"]
    assert names(discover(["a"], root=str(tmp_path)), tmp_path) == ["a/x.go", "a/y.go"]
    assert names(discover(["a/b"], root=str(tmp_path)), tmp_path) == []


def test_nested_repositories_and_submodules_are_entered_with_their_own_gitignore(
    tmp_path: Path,
) -> None:
    library, root = tmp_path / "library", tmp_path / "root"
    for repository in (library, root, root / "nested"):
        make(repository, "kept.go", "ignored.go")
        (repository / ".gitignore").write_text("ignored.go\n")
        git(repository, "init", "-q")
    git(library, "add", ".")
    git(library, "commit", "-qm", "first")
    git(root, "submodule", "-q", "add", str(library), "module.go")
    expected = ["kept.go", "module.go/kept.go", "nested/kept.go"]
    assert names(discover(["."], root=str(root)), root) == expected
    assert names(discover(["."], root=str(tmp_path)), root)[1:] == expected
    git(root, "submodule", "-q", "deinit", "-f", "module.go")
    assert names(discover(["."], root=str(root)), root) == ["kept.go", "nested/kept.go"]


def test_git_is_never_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "src/a.go", "src/nested/b.go", "bin/git")
    (tmp_path / "bin/git").write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    (tmp_path / "bin/git").chmod(0o755)
    git(tmp_path / "src", "init", "-q")
    git(tmp_path / "src/nested", "init", "-q")
    (tmp_path / "src/.gitignore").write_text("x\n")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    assert names(discover(["src", "src/nested"], root=str(tmp_path)), tmp_path) == [
        "src/a.go",
        "src/nested/b.go",
    ]
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("name", [".gitignore", "sub/.gitignore", ".git/info/exclude", ".git/config"])
def test_a_file_of_git_that_never_ends_is_never_waited_for(tmp_path: Path, name: str) -> None:
    make(tmp_path, "a.go", "sub/b.go", ".git/info/x")
    os.mkfifo(tmp_path / name)
    found = discover(["."], root=str(tmp_path))
    assert names(found, tmp_path) == ["a.go", "sub/b.go"]
    said = [(f"{tmp_path.resolve()}/{name}", "nothing is ignored for it: not a regular file")]
    assert list(found.unfollowed) == (said if name != ".git/config" else [])
    assert names(discover(["sub"], root=str(tmp_path)), tmp_path) == ["sub/b.go"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_directory_without_permission_is_not_checked(root: Path) -> None:
    make(root, "a.go", "locked/b.go")
    (root / "locked").chmod(0)
    found = discover([".", "locked/b.go"], root=str(root))
    (root / "locked").chmod(0o755)
    assert names(found, root) == ["a.go"]
    assert dict(found.problems) == {
        f"{root.resolve()}/locked": "cannot list the directory: permission denied",
        f"{root.resolve()}/locked/b.go": "cannot read the file: permission denied",
    }


def test_links_to_directories_are_not_followed(root: Path) -> None:
    make(root, "real/a.go")
    (root / "link").symlink_to("real")
    (root / "loop").symlink_to(".")
    (root / "real/up").symlink_to("..")
    assert names(discover(["."], root=str(root)), root) == ["real/a.go"]


def test_a_tracked_file_below_what_is_now_a_link_is_not_followed(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    make(root, "a.go", "dir/b.go")
    make(outside, "b.go")
    git(root, "init", "-q")
    git(root, "add", ".")
    (root / "dir/b.go").unlink()
    (root / "dir").rmdir()
    (root / "dir").symlink_to(outside)
    assert names(discover(["."], root=str(root)), root) == ["a.go"]


def test_links_to_files_give_the_file_if_it_is_inside_and_checked_itself(root: Path) -> None:
    make(root, "in/a.go", "in/vendor/v.go", "in/readme.md", "outside.go")
    for name, target in {
        "link.go": "a.go",
        "vendored.go": "vendor/v.go",
        "readme.go": "readme.md",
        "out.go": "../outside.go",
        "broken.go": "nowhere.go",
        "self.go": "self.go",
    }.items():
        (root / "in" / name).symlink_to(target)
    found = discover(["in"], root=str(root))
    assert names(found, root) == ["in/a.go"]
    assert found.problems == ()
    assert names(discover(["in/out.go"], root=str(root)), root) == ["outside.go"]


@pytest.mark.parametrize("path", ["nowhere.go", "a.go/b.go", "nul\0.go"])
def test_what_is_not_there_is_missing(tmp_path: Path, path: str) -> None:
    make(tmp_path, "a.go")
    found = discover([path, "a.go"], root=str(tmp_path))
    assert found.missing == (path,)
    assert names(found, tmp_path) == ["a.go"]


def test_a_link_to_itself_is_not_checked(tmp_path: Path) -> None:
    (tmp_path / "self.go").symlink_to("self.go")
    found = discover(["self.go"], root=str(tmp_path))
    assert [message for _, message in found.problems] == [
        "cannot read the file: too many levels of symbolic links"
    ]


def test_a_fifo_is_never_waited_for(root: Path) -> None:
    make(root, "a.go")
    os.mkfifo(root / "fifo.go")
    found = discover([".", "fifo.go"], root=str(root))
    assert names(found, root) == ["a.go"]
    assert found.problems == ((f"{root.absolute()}/fifo.go", "not a regular file"),)


def test_names_that_are_not_utf8_are_found(root: Path) -> None:
    name = os.fsdecode(b"caf\xe9\n.go")
    make(root, name)
    found = discover(["."], root=str(root))
    assert found.files == (f"{root.resolve()}/{name}",)
    assert discover([name], root=str(root)) == found


def test_a_directory_deeper_than_the_stack_is_walked(tmp_path: Path) -> None:
    current = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1_200):
        os.mkdir("d", dir_fd=current)
        below = os.open("d", os.O_RDONLY, dir_fd=current)
        os.close(current)
        current = below
    os.close(os.open("deep.go", os.O_CREAT | os.O_WRONLY, dir_fd=current))
    os.close(current)
    try:
        found = discover(["."], root=str(tmp_path))
    finally:  # what pytest removes old directories with would recurse as well
        subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)
    assert [os.path.basename(file) for file in found.files] == ["deep.go"]
