"""What git is asked, and that nothing of what a repository configures is run by asking."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from restatelint.source.git import Git, GitError

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(directory: Path, *arguments: str) -> str:
    settings = ("-c", "user.name=n", "-c", "user.email=e@example.com", "-c", "commit.gpgsign=false")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    ran = subprocess.run(
        ["git", *settings, *arguments],
        cwd=directory,
        env={**kept, "GIT_CONFIG_GLOBAL": os.devnull},
        check=True,
        capture_output=True,
        text=True,
    )
    return ran.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    directory = tmp_path / "repository"
    directory.mkdir()
    git(directory, "init", "-q", "-b", "main")
    (directory / "a.go").write_bytes(b"package a\n\nvar one = 1\n")
    git(directory, "add", "-A")
    git(directory, "commit", "-qm", "first")
    return directory


def changed(repository: Path) -> None:
    (repository / "a.go").write_bytes(b"package a\n\nvar one = 2\n")


def test_a_revision_is_a_commit(repository: Path) -> None:
    head = git(repository, "rev-parse", "HEAD")
    git(repository, "tag", "-a", "-m", "annotated", "v1")
    asked = Git(str(repository))

    assert asked.top == os.path.realpath(repository)
    assert [asked.commit(name) for name in ("HEAD", "main", head[:10], "v1")] == [head] * 4


@pytest.mark.parametrize(
    "revision", ["", "--all", "-h", "--output=x", "nowhere", "HEAD\n", "HEAD..HEAD", "HEAD:a.go", "HEAD~7"]
)
def test_what_is_no_commit_is_said(repository: Path, revision: str) -> None:
    with pytest.raises(GitError, match="is no commit that git knows here"):
        Git(str(repository)).commit(revision)
    assert sorted(os.listdir(repository)) == [".git", "a.go"]


def test_a_missing_base_may_not_have_been_fetched(repository: Path) -> None:
    with pytest.raises(GitError, match="fetch-depth: 0"):
        Git(str(repository)).commit("origin/main")


def test_only_full_ids_name_commits_once_found(repository: Path) -> None:
    with pytest.raises(ValueError, match="full id"):
        Git(str(repository)).difference("--output=/tmp/x")


def test_the_difference_is_to_the_files_on_disk(repository: Path) -> None:
    changed(repository)
    (repository / "new.go").write_bytes(b"package a\n")
    asked = Git(str(repository / "."))
    base = asked.commit("HEAD")

    patch = asked.difference(base).decode()
    assert "--- a/a.go\n+++ b/a.go\n@@ -3 +3 @@" in patch
    assert patch.endswith("-var one = 1\n+var one = 2\n")
    assert "new.go" not in patch
    assert asked.difference(base, ["b.go"]) == b""
    assert asked.untracked() == ("new.go",)
    assert asked.content(base, "a.go") == b"package a\n\nvar one = 1\n"
    assert asked.content(base, "new.go") is None


def test_paths_mean_themselves(repository: Path) -> None:
    changed(repository)
    asked = Git(str(repository))

    assert asked.difference(asked.commit("HEAD"), ["*.go", ":(glob)**"]) == b""


def test_histories_part_at_a_commit(repository: Path) -> None:
    first = git(repository, "rev-parse", "HEAD")
    git(repository, "checkout", "-qb", "work")
    git(repository, "commit", "-qm", "mine", "--allow-empty")
    git(repository, "checkout", "-q", "--orphan", "other")
    git(repository, "commit", "-qm", "unrelated", "--allow-empty")
    asked = Git(str(repository))

    assert asked.merge_base(asked.commit("work"), asked.commit("main")) == first
    with pytest.raises(GitError, match="both come from"):
        asked.merge_base(asked.commit("work"), asked.commit("other"))


def test_outside_a_repository_git_is_not_asked(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="not in a git repository"):
        Git(str(tmp_path))


def test_a_variable_of_git_does_not_point_elsewhere(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    shutil.copytree(repository, other)
    git(other, "commit", "-qm", "theirs", "--allow-empty")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))

    assert Git(str(repository)).commit("HEAD") == git(repository, "rev-parse", "HEAD")


def program(directory: Path, name: str, mark: Path) -> str:
    """Write a program that leaves a mark when it is run, and return its path."""
    path = directory / name
    path.write_text(f"#!/bin/sh\necho ran >>'{mark}'\ncat\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def everything(repository: Path, base: str) -> bytes:
    """Ask git all it can be asked, and return the patch."""
    asked = Git(str(repository))
    commit = asked.commit(base)
    asked.merge_base(commit, commit)
    asked.untracked()
    asked.content(commit, "a.go")
    return asked.difference(commit)


HARM = {
    "fsmonitor": ("core.fsmonitor",),
    "external diff": ("diff.external",),
    "driver": ("diff.mine.command", "diff.mine.textconv"),
    "filter": ("filter.mine.clean", "filter.mine.smudge"),
    "process": ("filter.mine.process",),
    "odd name": ("filter.a=b.c.clean",),
    "pager": ("core.pager", "pager.diff"),
    "signature": ("gpg.program",),
}


@pytest.mark.skipif(os.name == "nt", reason="the programs are shell scripts")
@pytest.mark.parametrize("keys", HARM.values(), ids=HARM)
def test_nothing_that_is_configured_runs(repository: Path, tmp_path: Path, keys: tuple[str, ...]) -> None:
    mark = tmp_path / "ran"
    for key in keys:
        git(repository, "config", key, program(tmp_path, "evil", mark))
    git(repository, "config", "filter.mine.required", "true")
    name = "a=b.c" if "a=b" in keys[0] else "mine"
    (repository / ".gitattributes").write_text(f"*.go diff=mine filter={name}\n", encoding="utf-8")
    hook = repository / ".git/hooks/post-index-change"
    hook.parent.mkdir(exist_ok=True)
    shutil.copy(program(tmp_path, "hook", mark), hook)
    changed(repository)

    patch = everything(repository, "HEAD")
    assert b"+var one = 2" in patch
    assert not mark.exists()


@pytest.mark.skipif(os.name == "nt", reason="the programs are shell scripts")
def test_the_programs_of_these_tests_would_run(repository: Path, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    git(repository, "config", "filter.mine.clean", program(tmp_path, "evil", mark))
    (repository / ".gitattributes").write_text("*.go filter=mine\n", encoding="utf-8")
    changed(repository)

    git(repository, "diff")
    assert mark.exists()


def old_git(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a git in PATH that knows some variables no more than an old one does."""
    path = directory / "old/git"
    path.parent.mkdir()
    path.write_text(
        f"#!/bin/sh\nunset GIT_NO_LAZY_FETCH GIT_OPTIONAL_LOCKS\nexec '{shutil.which('git')}' \"$@\"\n",
        encoding="utf-8",
    )
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{path.parent}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.skipif(os.name == "nt", reason="the programs are shell scripts")
def test_no_hook_runs_where_git_writes_its_index(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "ran"
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    program(hooks, "post-index-change", mark)
    git(repository, "config", "core.hooksPath", str(hooks))
    os.utime(repository / "a.go", (1, 1))
    old_git(tmp_path, monkeypatch)

    assert everything(repository, "HEAD") == b""
    assert not mark.exists()
    os.utime(repository / "a.go", (2, 2))
    git(repository, "diff", "HEAD")
    assert mark.exists(), "the hook of this test would run"


def test_no_option_gets_to_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Git(str(repository))
    monkeypatch.setenv("PATH", "")

    for revision in ("", "--all", "-h", "HEAD\n"):
        with pytest.raises(GitError, match=r"is no commit that git knows here$"):
            asked.commit(revision)


@pytest.mark.skipif(os.name == "nt", reason="the program is a shell script")
@pytest.mark.parametrize("old", [False, True])
def test_what_is_missing_is_not_fetched(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: bool
) -> None:
    mark = tmp_path / "ran"
    git(repository, "config", "core.repositoryformatversion", "1")
    git(repository, "config", "extensions.partialClone", "origin")
    git(repository, "config", "remote.origin.promisor", "true")
    git(repository, "config", "remote.origin.url", str(tmp_path))
    git(repository, "config", "remote.origin.uploadpack", f"{program(tmp_path, 'evil', mark)};")
    blob = git(repository, "rev-parse", "HEAD:a.go")
    (repository / ".git/objects" / blob[:2] / blob[2:]).unlink()
    changed(repository)
    if old:
        old_git(tmp_path, monkeypatch)

    with pytest.raises(GitError):
        everything(repository, "HEAD")
    assert not mark.exists()


def test_a_committed_bare_layout_is_no_repository(repository: Path, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    shutil.copytree(repository / ".git", outer / "services")
    with pytest.raises(GitError, match="not in a git repository"):
        Git(str(outer / "services"))
    (outer / "services/.git").mkdir()
    with pytest.raises(GitError):
        Git(str(outer / "services")).commit("HEAD")


def test_attributes_hide_no_change(repository: Path) -> None:
    (repository / ".gitattributes").write_text("*.go -diff binary\n", encoding="utf-8")
    git(repository, "config", "diff.ignoreSubmodules", "all")
    git(repository, "config", "diff.noprefix", "true")
    git(repository, "config", "diff.interHunkContext", "40")
    changed(repository)

    assert b"+++ b/a.go\n@@ -3 +3 @@" in everything(repository, "HEAD")


def test_all_questions_share_one_time(repository: Path) -> None:
    moments = iter([0.0, 1.0, 2.0, 11.0])
    asked = Git(str(repository), seconds=10, now=lambda: next(moments))
    asked.commit("HEAD")

    with pytest.raises(GitError, match="too long"):
        asked.commit("HEAD")


@pytest.mark.skipif(os.name == "nt", reason="the program is a shell script")
def test_git_that_does_not_end_is_ended_with_its_children(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = tmp_path / "held"
    os.mkfifo(held)
    reader = os.open(held, os.O_RDONLY | os.O_NONBLOCK)
    slow = tmp_path / "bin/git"
    slow.parent.mkdir()
    slow.write_text(
        f"#!/bin/sh\n'{sys.executable}' -c 'import time; time.sleep(600)' >{held} 2>&1 & wait\n",
        encoding="utf-8",
    )
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{slow.parent}{os.pathsep}{os.environ['PATH']}")

    with pytest.raises(GitError, match="too long"):
        Git(str(repository), seconds=1).commit("HEAD")
    # its child holds the pipe open as long as it lives
    os.set_blocking(reader, True)
    assert os.read(reader, 1) == b""
    os.close(reader)


def test_an_endless_answer_is_cut(repository: Path) -> None:
    (repository / "a.go").write_bytes(b"x\n" * 10_000)

    asked = Git(str(repository), max_bytes=9_000)
    base = asked.commit("HEAD")
    with pytest.raises(GitError, match="more than 9000 bytes"):
        asked.difference(base)


@pytest.mark.skipif(os.name == "nt", reason="the program is a shell script")
def test_a_git_in_the_repository_is_not_run(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "ran"
    program(repository, "git", mark)
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.chdir(repository)

    Git(str(repository)).commit("HEAD")
    assert not mark.exists()


def test_a_machine_without_git_is_told_so(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(GitError, match="git is not installed"):
        Git(str(repository)).commit("HEAD")
