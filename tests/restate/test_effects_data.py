"""The shipped knowledge of foreign packages is well formed, and Go's own library has every name it lists."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from restatelint.golang.imports import unversioned
from restatelint.golang.types import External
from restatelint.restate.library import knowledge
from restatelint.restate.packages import EFFECTS
from tests.restate.go_declarations import declared

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TABLES = ("returns", "variables", "fields")
NAME = re.compile(r"\*|[A-Z]\w*(\.([A-Z]\w*|\*))?")
TYPE = re.compile(r"\*?([a-z0-9][\w./-]*\.)?[A-Z]\w*")


@cache
def texts() -> dict[str, str]:
    """Return the text of every file by its name."""
    directory = files("restatelint.restate").joinpath("data").joinpath("effects")
    return {entry.name: entry.read_text("utf-8") for entry in directory.iterdir()}


def packages() -> Iterator[tuple[str, str, dict[str, list[str]], dict[str, dict[str, str]]]]:
    """Give file, import path, names by effect (``none`` among them) and names by table of types."""
    for file, text in texts().items():
        for path, entry in tomllib.loads(text).items():
            lists = {key: value for key, value in entry.items() if isinstance(value, list)}
            yield file, path, lists, {key: value for key, value in entry.items() if isinstance(value, dict)}


def third_party() -> set[str]:
    """Return the import paths of packages outside the standard library."""
    return {path for file, path, _, _ in packages() if file != "standard.toml"}


def test_keys_are_what_the_loader_reads() -> None:
    unknown = [
        f"{path}: {key}"
        for _, path, lists, tables in packages()
        for key in (*lists, *tables)
        if key not in (*EFFECTS, "none", *TABLES)
    ]
    assert unknown == []


def test_every_package_stands_once_and_without_its_version() -> None:
    counted = Counter(path for _, path, _, _ in packages())
    assert [path for path, count in counted.items() if count > 1] == []
    assert [path for path in counted if unversioned(path) != path] == []


def test_names_and_types_have_the_form_the_loader_reads() -> None:
    wrong = []
    for _, path, lists, tables in packages():
        names = [name for listed in lists.values() for name in listed]
        names += [name for table in tables.values() for name in table]
        wrong += [f"{path}: {name}" for name in names if not NAME.fullmatch(name)]
        types = [each for table in tables.values() for each in table.values()]
        wrong += [f"{path}: {each}" for each in types if not TYPE.fullmatch(each)]
    assert wrong == []


def test_a_name_stands_under_one_effect() -> None:
    counted = Counter(
        (path, name) for _, path, lists, _ in packages() for names in lists.values() for name in names
    )
    assert [name for name, count in counted.items() if count > 1] == []


def test_an_exception_takes_something_out_of_a_wildcard() -> None:
    idle = [
        f"{path}: {name}"
        for _, path, lists, _ in packages()
        for name in lists.get("none", ())
        if not {"*", name.partition(".")[0] + ".*"}
        & {each for key, listed in lists.items() if key != "none" for each in listed}
    ]
    assert idle == []


def test_a_package_name_is_given_only_where_the_path_does_not_tell_it() -> None:
    for text in texts().values():
        for path, entry in tomllib.loads(text).items():
            assert entry.get("name") != path.rpartition("/")[2], path


def test_the_knowledge_covers_what_services_use() -> None:
    assert len(third_party()) >= 80
    used = {key for _, _, lists, _ in packages() for key in lists}
    assert set(EFFECTS) <= used


@pytest.mark.parametrize("file", sorted(texts()))
def test_a_file_is_compact_and_names_its_source(file: str) -> None:
    lines = texts()[file].splitlines()
    head = " ".join(line for line in lines[:6] if line.startswith("#"))
    assert "source" in head or "go doc" in head
    assert [number for number, line in enumerate(lines, 1) if len(line) > 140] == []


@pytest.mark.parametrize(
    ("path", "name", "effects"),
    [
        ("time", "Now", ("wall-clock",)),
        ("time", "Sleep", ("timer",)),
        ("time", "Parse", ()),
        ("math/rand/v2", "IntN", ("random",)),
        ("math/rand", "New", ()),
        ("math/rand/v2", "Rand.Shuffle", ("random",)),
        ("crypto/rand", "Read", ("random",)),
        ("net/http", "NewRequest", ()),
        ("net/http", "Client.Do", ("network",)),
        ("database/sql", "Open", ()),
        ("database/sql", "DB.QueryContext", ("database",)),
        ("database/sql", "Rows.Next", ()),
        ("os", "ReadFile", ("file-read",)),
        ("os", "File.Close", ()),
        ("os", "Hostname", ("process-identity",)),
        ("os/exec", "Command", ()),
        ("os/exec", "Cmd.Run", ("process-start",)),
        ("sync", "Mutex.Lock", ("synchronise",)),
        ("sync", "Mutex.Unlock", ()),
        ("log", "Fatalf", ("exit",)),
        ("fmt", "Fprintf", ()),
        ("github.com/google/uuid", "New", ("unique-id",)),
        ("github.com/google/uuid", "NewSHA1", ()),
        ("github.com/redis/go-redis/v9", "NewClient", ()),
        ("github.com/redis/go-redis/v9", "Client.Get", ("database",)),
        ("github.com/redis/go-redis/v9", "Client.Pipeline", ()),
        ("github.com/jackc/pgx/v5/pgxpool", "Pool.QueryRow", ("database",)),
        ("gopkg.in/gomail.v2", "Dialer.DialAndSend", ("network",)),
        ("github.com/aws/aws-sdk-go-v2/service/lambda", "Client.Invoke", ("network",)),
        ("github.com/aws/aws-sdk-go-v2/service/dynamodb", "Client.GetItem", ("database",)),
        ("github.com/aws/aws-sdk-go-v2/service/s3/types", "ObjectStorageClass.Values", ()),
        ("google.golang.org/grpc", "NewClient", ()),
        ("google.golang.org/grpc", "ClientConn.Invoke", ("network",)),
        ("github.com/openai/openai-go/v2", "ChatCompletionService.New", ("network",)),
        ("golang.org/x/sync/errgroup", "Group.Go", ("goroutine",)),
        ("go.uber.org/zap", "Logger.Info", ("log",)),
        ("go.uber.org/zap", "Logger.With", ()),
        ("example.com/unknown", "Do", ()),
    ],
)
def test_a_well_known_function_is_judged_right(path: str, name: str, effects: tuple[str, ...]) -> None:
    receiver, _, function = name.rpartition(".")
    assert knowledge().effects(External(path, function, receiver)) == effects


def listed(lists: Mapping[str, list[str]], tables: Mapping[str, Mapping[str, str]]) -> set[str]:
    """Return the names that an entry relies on: listed names, and types of the same package."""
    names = {name for each in lists.values() for name in each} | {
        name for table in tables.values() for name in table
    }
    types = {each.lstrip("*") for table in tables.values() for each in table.values()}
    return {name.removesuffix(".*") for name in names if name != "*"} | {
        each for each in types if "." not in each
    }


@cache
def go_root() -> str:
    """Return the directory of the installed Go, "" without one."""
    if not shutil.which("go"):
        return ""
    return subprocess.run(["go", "env", "GOROOT"], check=True, capture_output=True, text=True).stdout.strip()


def test_the_standard_library_has_every_name() -> None:
    source = os.path.join(go_root(), "src")
    if not go_root() or not os.path.isdir(source):
        pytest.skip("go is not installed, or without the source of its library")
    missing = []
    for file, path, lists, tables in packages():
        if file == "standard.toml":
            directories = (os.path.join(source, path), os.path.join(source, path, "v2"))
            names = set().union(*(declared(each) for each in directories if os.path.isdir(each)))
            missing += [f"{path}.{name}" for name in sorted(listed(lists, tables) - names)]
    assert missing == []
