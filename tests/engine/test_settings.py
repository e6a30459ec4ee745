"""Settings are read from the closest file, and the reader and the schema agree on what may be said."""

from __future__ import annotations

import dataclasses
import json
import os
import pickle
import tempfile
import time
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restatelint.engine.finding import Confidence, Severity
from restatelint.engine.path_filter import path_filter
from restatelint.engine.settings import (
    Glob,
    Settings,
    json_schema,
    read_settings,
    settings_error,
    settings_file_in,
)
from restatelint.engine.toml import DataError

EVERYTHING = """
select = ["determinism", "wall-clock"]
extend-select = ["unnamed-run"]
ignore = ["random"]
preset = "strict"
preview = true
min-severity = "warning"
min-confidence = "medium"
exclude = ["gen/"]
extend-exclude = ["*.pb.go"]
generated = "off"
tests = true
markdown = true
rules = ["lint/rules"]
sdk-version = "0.24.0"
public-endpoint = true
require-retention = true
slow-functions = ["github.com/acme/report.Render"]

[options.sleep-in-exclusive-handler]
max-sleep = "1m30.5s"

[severities]
wall-clock = "error"
goroutine = "off"

[per-path-ignores]
"cmd/**" = ["goroutine"]

[effects]
remove = ["time.Now"]
[effects.add]
wall-clock = ["github.com/acme/clock.Now", "github.com/acme/x.Type.Method"]

[wrappers]
run = ["github.com/acme/durable.Do"]
"""


def write(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)


def refusal(path: str, root: str | None = None) -> DataError:
    with pytest.raises(DataError) as caught:
        read_settings(path, root)
    return caught.value


def test_every_key_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "restatelint.toml", EVERYTHING)
    directory = str(tmp_path)
    settings = read_settings(path)
    assert settings == Settings(
        path=path,
        select=("determinism", "wall-clock"),
        extend_select=("unnamed-run",),
        ignore=("random",),
        preset="strict",
        preview=True,
        severities={"wall-clock": Severity.ERROR, "goroutine": None},
        min_severity=Severity.WARNING,
        min_confidence=Confidence.MEDIUM,
        per_path_ignores=((Glob(directory, "cmd/**"), ("goroutine",)),),
        exclude=(Glob(directory, "gen/"),),
        extend_exclude=(Glob(directory, "*.pb.go"),),
        generated="off",
        tests=True,
        markdown=True,
        rules=(os.path.join(directory, "lint", "rules"),),
        effects_add={"wall-clock": ("github.com/acme/clock.Now", "github.com/acme/x.Type.Method")},
        effects_remove=("time.Now",),
        wrappers=("github.com/acme/durable.Do",),
        sdk_version="0.24.0",
        max_exclusive_sleep=90_500_000_000,
        public_endpoint=True,
        require_retention=True,
        slow_functions=("github.com/acme/report.Render",),
    )
    assert pickle.loads(pickle.dumps(settings)) == settings
    assert {settings: 1}[read_settings(path)] == 1
    default = Settings()
    for each in dataclasses.fields(Settings):
        if each.name == "rule_packages":  # what it names must be installed: tests/cli/test_own_rules.py
            continue
        assert getattr(settings, each.name) != getattr(default, each.name), each.name


def test_an_empty_file_gives_the_defaults(tmp_path: Path) -> None:
    path = write(tmp_path / ".restatelint.toml", "")
    assert read_settings(path) == Settings(path=path)


@pytest.mark.parametrize(
    ("duration", "nanoseconds"),
    [
        ("1s", 10**9),
        ("500ms", 5 * 10**8),
        ("1h2m", 3720 * 10**9),
        ("1.5us", 1500),
        ("2µs3ns", 2003),
        ("0s", 0),
    ],
)
def test_durations_are_those_of_go(tmp_path: Path, duration: str, nanoseconds: int) -> None:
    text = f'[options.sleep-in-exclusive-handler]\nmax-sleep = "{duration}"'
    path = write(tmp_path / "restatelint.toml", text)
    assert read_settings(path).max_exclusive_sleep == nanoseconds


def test_a_key_counts_by_its_former_name(tmp_path: Path) -> None:
    former = write(tmp_path / "restatelint.toml", 'max-exclusive-sleep = "2s"')
    assert read_settings(former).max_exclusive_sleep == 2 * 10**9
    both = f"{Path(former).read_text()}\n[options.sleep-in-exclusive-handler]\nmax-sleep = '3s'"
    error = refusal(write(tmp_path / "restatelint.toml", both))
    assert (error.line, error.message) == (
        1,
        "`max-exclusive-sleep` is now `options.sleep-in-exclusive-handler.max-sleep`, which is given as well",
    )


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("\nselct = []", 2, "unknown key `selct` (did you mean `select`?)"),
        ('preset = "stict"', 1, "`preset` is `stict`, expected one of `default`, `strict` (did you mean"),
        ("[effects]\nad = {}", 2, "unknown key `ad` (did you mean `add`?)"),
        ("[wrappers]\n\nruns = []", 3, "did you mean `run`?"),
        ("tests = 1", 1, "`tests` is an integer, expected true or false"),
        ("select = [\n'a',\n'B',\n]", 3, "`B` in `select` is not a kebab-case name"),
        ("[severities]\nrandom = 'of'", 2, "did you mean `off`?"),
        ("[severities]\n'not ok' = 'off'", 2, "the key `not ok` is not a kebab-case name"),
        ("[effects.add]\nclock = ['Now']", 2, "`Now` in `clock` is not a function or method"),
        ("effects = 3", 1, "expected a table"),
        ("exclude = ['!a']", 1, "not a pattern"),
        ("exclude = ['[z-a]']", 1, "not a pattern"),
        ("max-exclusive-sleep = '1 s'", 1, "not a duration"),
        ("[options.sleep-in-exclusive-handler]\nmax-sleep = '1 s'", 2, "not a duration"),
        ("[options.sleep-in-exclusive-handler]\nmax-slep = '1s'", 2, "did you mean `max-sleep`?"),
        ("[options.random]\nmax = 1", 1, "unknown key `random`"),
        ("sdk-version = 'latest'", 1, "not a version"),
        ("rules = ['../own']", 1, "`../own` in `rules` is outside the repository"),
        ("a = [1\nb = 2", 2, ""),
        ("tests = 2024-01-01", 1, "a date or time"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    path = write(tmp_path / "restatelint.toml", text)
    error = refusal(path)
    assert words in error.message
    assert (error.path, error.line) == (path, line)


def test_pyproject_holds_settings_under_tool(tmp_path: Path) -> None:
    path = write(tmp_path / "pyproject.toml", "[tool.ruff]\n[tool.restatelint]\ntests = true\n")
    assert read_settings(path).tests
    write(tmp_path / "pyproject.toml", "[tool.ruff]\n[tool.restatelint]\n\ntets = true\n")
    assert str(refusal(path)) == f"{path}:4: unknown key `tets` (did you mean `tests`?)"
    write(tmp_path / "pyproject.toml", "[tool.ruff]\n")
    assert "no [tool.restatelint] table" in refusal(path).message


def test_which_file_of_a_directory_holds_settings(tmp_path: Path) -> None:
    def found() -> str | None:
        return settings_file_in(str(tmp_path))

    assert found() is None
    write(tmp_path / "pyproject.toml", "[project]\nname = 'x'\ndependencies = ['restatelint']\n")
    assert found() is None
    write(tmp_path / "pyproject.toml", "this is [not TOML")
    assert found() is None
    project = write(tmp_path / "pyproject.toml", "[tool.restatelint]\n")
    assert found() == project
    (tmp_path / "restatelint.toml").mkdir()
    assert found() == project
    hidden = write(tmp_path / ".restatelint.toml", "")
    assert found() == hidden
    (tmp_path / "restatelint.toml").rmdir()
    plain = write(tmp_path / "restatelint.toml", "")
    assert found() == plain


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
@pytest.mark.parametrize("name", ["restatelint.toml", ".restatelint.toml", "base.toml"])
@pytest.mark.parametrize("kind", ["link", "dangling", "fifo", "large", "device"])
def test_settings_are_read_in_their_repository_within_limits(tmp_path: Path, name: str, kind: str) -> None:
    repository = tmp_path / "repository"
    (repository / ".git").mkdir(parents=True)
    secret = write(tmp_path / "secret.toml", "tests = true\n")
    path = repository / name
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "large":
        path.write_bytes(b"#" * 256_001)
    else:
        path.symlink_to({"link": secret, "dangling": "nowhere", "device": "/dev/zero"}[kind])
    if name == "base.toml":
        write(repository / "restatelint.toml", "extend = 'base.toml'\n")

    found = settings_file_in(str(repository))
    assert found is not None
    refusal(found)


def test_dots_in_words_are_no_key(tmp_path: Path) -> None:
    dots = "." * 200
    text = f"# {dots}\nignore = [] # a{dots}\n[per-path-ignores]\n\"a{dots}\" = []\n'b{dots}' = []\n"
    settings = read_settings(write(tmp_path / "restatelint.toml", text))
    assert len(settings.per_path_ignores) == 2


def test_a_key_has_no_more_values_than_can_be_asked_about_for_every_file(tmp_path: Path) -> None:
    path = write(tmp_path / "restatelint.toml", f"exclude = {['a'] * 1_001}\n")
    assert "`exclude` has 1001 values, expected at most 1000" in refusal(path).message
    rows = "".join(f"'a{number}' = []\n" for number in range(1_001))
    path = write(tmp_path / "restatelint.toml", f"[per-path-ignores]\n{rows}")
    assert "has 1001 values" in refusal(path).message


def test_extend_overlays_a_file_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(
        tmp_path / "base.toml",
        "ignore = ['random']\npreset = 'strict'\nextend-select = ['a']\n"
        "exclude = ['gen/']\nextend-exclude = ['x/']\nrules = ['lint']\n"
        "[severities]\nrandom = 'off'\n",
    )
    path = write(
        tmp_path / "svc" / "restatelint.toml",
        "extend = '../base.toml'\nignore = []\nextend-select = ['b']\nextend-exclude = ['y/']\n"
        "[severities]\nclock = 'info'\n",
    )
    settings = read_settings(path)
    assert settings.path == path
    assert (settings.ignore, settings.preset) == ((), "strict")
    assert settings.extend_select == ("a", "b")
    assert settings.severities == {"clock": Severity.INFO}
    assert [os.path.normpath(each) for each in settings.rules] == [str(tmp_path / "lint")]
    excluded = path_filter(settings).is_excluded
    assert excluded(str(tmp_path / "gen" / "a.go"))
    assert excluded(str(tmp_path / "x" / "a.go"))
    assert excluded(str(tmp_path / "svc" / "y" / "a.go"))
    assert not excluded(str(tmp_path / "y" / "a.go"))


def test_extend_stays_inside_the_repository_and_ends(tmp_path: Path) -> None:
    root = tmp_path / "repo"
    outside = write(tmp_path / "outside.toml", "")
    path = write(root / "restatelint.toml", "\nextend = '../outside.toml'")
    assert str(refusal(path)) == f"{path}:2: `../outside.toml` in `extend` is outside the repository"
    assert read_settings(path, str(tmp_path)) == Settings(path=path)
    write(root / "restatelint.toml", f"extend = '{outside}'")
    assert "outside the repository" in refusal(path).message
    os.symlink(outside, root / "link.toml")
    write(root / "restatelint.toml", "extend = 'link.toml'")
    assert "outside the repository" in refusal(path).message
    write(root / "restatelint.toml", "extend = 'missing.toml'")
    assert "which is not a file" in refusal(path).message
    other = write(root / "other.toml", "extend = 'restatelint.toml'")
    write(root / "restatelint.toml", "extend = 'other.toml'")
    error = refusal(path)
    assert "comes back" in error.message
    assert error.path == other
    write(root / "other.toml", "bad = 1")
    assert refusal(path).path == other


def test_a_wrong_name_can_be_reported_at_its_line(tmp_path: Path) -> None:
    path = write(tmp_path / "restatelint.toml", "\nselect = [\n  'wal-clock',\n]")
    settings = read_settings(path)
    assert str(settings_error(settings, "wal-clock", "unknown")) == f"{path}:3: unknown"
    assert settings_error(settings, "elsewhere", "unknown").line == 1
    assert settings_error(Settings(), "x", "unknown").line == 1


def test_paths_match_as_in_gitignore() -> None:
    settings = Settings(
        per_path_ignores=(
            (Glob("repo", "cmd/**"), ("goroutine", "random")),
            (Glob("repo", "*_fixture.go"), ("all", "random")),
        ),
        extend_exclude=(Glob("repo", "gen/"), Glob("repo/svc", "/top.go")),
    )
    paths = path_filter(settings, (Glob("", "vendor/"),))
    assert paths.ignored_rules("repo/cmd/a/main.go") == ("goroutine", "random")
    assert paths.ignored_rules("repo/cmd/x_fixture.go") == ("all", "goroutine", "random")
    assert paths.ignored_rules("repo/svc/main.go") == ()
    assert paths.ignored_rules("cmd/main.go") == ()
    assert paths.is_excluded("repo/a/gen", directory=True)
    assert not paths.is_excluded("repo/a/gen")
    assert paths.is_excluded("repo/a/gen/x.go")
    assert paths.is_excluded("repo/svc/top.go")
    assert not paths.is_excluded("repo/svc/deep/top.go")
    assert not paths.is_excluded("repo/top.go")
    assert paths.is_excluded("x/vendor/a.go")
    replaced = path_filter(dataclasses.replace(settings, exclude=()), (Glob("", "vendor/"),))
    assert not replaced.is_excluded("x/vendor/a.go")


@pytest.mark.parametrize(
    "pattern", ["*a" * 20 + "b", "*" * 1_000 + "b", "**/a/" * 100 + "b", "**/*a*a/" * 100]
)
def test_no_pattern_takes_long(pattern: str) -> None:
    glob = Glob("", pattern)
    settings = Settings(extend_exclude=(glob,), per_path_ignores=((glob, ("random",)),))
    begun = time.process_time()
    paths = path_filter(settings)
    assert not paths.is_excluded("a/" * 200 + "a" * 60 + ".go")
    assert paths.ignored_rules("a/" * 200 + "a" * 60 + ".go") == ()
    assert time.process_time() - begun < 2


def test_a_pattern_that_is_only_a_slash_matches_nothing() -> None:
    assert not path_filter(Settings(exclude=(Glob("", "/"),))).is_excluded("a.go")


NAMES = st.sampled_from(["wall-clock", "all", "a1", "A", "a_b", "", "a-", "-a", "a\n", "gen/", "é"])
TEXTS = st.sampled_from([
    *("x.toml", "a\\b", "", " ", "!a", "#a", "a/**", "a ", "[z-a]", "[", "/", "**/"),
    *("time.Now", "a/b.T.M", "(*a.T).M", "a.b/c", "v0.1", "0.24.0-rc.1", "1.", "latest"),
    *("1s", "1.5h3ms", "1", "-1s", "1s\n", "1234567890s"),
])  # fmt: skip
SCALARS = st.one_of(NAMES, TEXTS, st.booleans(), st.integers(-2, 2), st.just(1.0))
CHOICES = st.sampled_from(["default", "strict", "error", "info", "off", "high", "low", "warning"])
INNER_KEYS = st.sampled_from(["add", "remove", "run", "x"])
VALUES = st.one_of(
    SCALARS,
    CHOICES,
    st.lists(SCALARS, max_size=2),
    st.lists(NAMES, max_size=2),
    st.dictionaries(NAMES | TEXTS, CHOICES | st.lists(NAMES | TEXTS, max_size=1), max_size=2),
    st.dictionaries(INNER_KEYS, st.lists(TEXTS, max_size=2) | SCALARS, max_size=2),
    st.dictionaries(INNER_KEYS, st.dictionaries(NAMES, st.lists(TEXTS, max_size=1), max_size=1), max_size=1),
)
SCHEMA = json_schema()
PROPERTIES = json.loads(json.dumps(SCHEMA))["properties"]
KEYS = [*PROPERTIES, "tets"]
KEYS.remove("extend")
KEYS.remove("rule-packages")  # what it names must be installed


def toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml(key)} = {toml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(toml(each) for each in value) + "]"
    return json.dumps(value, ensure_ascii=False)


@given(st.lists(st.tuples(st.sampled_from(KEYS), VALUES), min_size=1, max_size=2).map(dict))
def test_the_reader_and_the_schema_agree(
    tmp_path_factory: pytest.TempPathFactory, document: dict[str, object]
) -> None:
    text = "".join(f"{toml(key)} = {toml(value)}\n" for key, value in document.items())
    path = write(Path(tmp_path_factory.getbasetemp()) / "agree" / "restatelint.toml", text)
    valid = jsonschema.Draft202012Validator(SCHEMA).is_valid(document)
    assert accepted(path) == valid, text


def accepted(path: str) -> bool:
    try:
        path_filter(read_settings(path))
    except DataError:
        return False
    return True


def test_the_schema_is_a_schema_and_describes_every_key() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
    defaults = {name: each["default"] for name, each in PROPERTIES.items() if "default" in each}
    assert defaults["preset"] == "default"
    assert defaults["tests"] is False
    assert jsonschema.Draft202012Validator(SCHEMA).is_valid(defaults)
    assert settings_of(defaults) == Settings()


def settings_of(document: dict[str, object]) -> Settings:
    """Return what a file says that holds a document, as if there were no file."""
    with tempfile.TemporaryDirectory() as directory:
        text = "".join(f"{toml(key)} = {toml(value)}\n" for key, value in document.items())
        read = read_settings(write(Path(directory) / "restatelint.toml", text))
    return dataclasses.replace(read, path="", select=read.select or None, exclude=read.exclude or None)
