"""Rules come from directories, complete and checked, and are chosen by name."""

from __future__ import annotations

import os
import pickle
from typing import TYPE_CHECKING

import pytest

from restatelint.engine.finding import Confidence, Severity
from restatelint.engine.load import built_in_rules_directory, load_rules
from restatelint.engine.query import Signature
from restatelint.engine.rule import Preset, Where
from restatelint.engine.toml import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from restatelint.engine.rule import Rule

SIGNATURES = {"effect": Signature(("capture", "string")), "target": Signature(("capture",))}
PROVIDED = {"effect": frozenset({"chain"}), "target": frozenset({"service"})}
METADATA = {
    "title": '"Wall clock read in replayed code"',
    "message": '"{call} reads the wall clock"',
    "help": '"read it once inside restate.Run(ctx, func(...) {...})"',
    "where": '"replayed"',
    "severity": '"by-flow"',
    "confidence": '"high"',
    "preset": '"default"',
    "since": '"0.1.0"',
}
QUERY = '((call_expression) @report @call (#effect? @call "wall-clock"))\n'


def write_rule(
    root: Path,
    name: str = "determinism/wall-clock",
    *,
    changed: Mapping[str, str] | None = None,
    query: str | None = QUERY,
    page: str | None = "# A page\n",
) -> Path:
    directory = root / name
    directory.mkdir(parents=True)
    metadata = {**METADATA, **(changed or {})}
    lines = [f"{key} = {value}\n" for key, value in metadata.items() if value]
    (directory / "rule.toml").write_text("".join(lines), encoding="utf-8")
    if query is not None:
        (directory / "query.scm").write_text(query, encoding="utf-8")
    if page is not None:
        (directory / "README.md").write_text(page, encoding="utf-8")
    return directory


def load(root: Path, *, trusted: bool = False) -> tuple[Rule, ...]:
    return load_rules(str(root), SIGNATURES, PROVIDED, trusted=trusted)


def refusal(root: Path) -> DataError:
    with pytest.raises(DataError) as caught:
        load(root)
    return caught.value


def test_a_rule_is_what_its_directory_says(tmp_path: Path) -> None:
    directory = write_rule(
        tmp_path,
        changed={"references": '["https://docs.restate.dev/x"]', "formerly": '["clock"]'},
    )
    (rule,) = load(tmp_path)
    assert (rule.id, rule.family) == ("wall-clock", "determinism")
    assert rule.title == "Wall clock read in replayed code"
    assert rule.message == "{call} reads the wall clock"
    assert rule.help == "read it once inside restate.Run(ctx, func(...) {...})"
    assert (rule.where, rule.severity, rule.confidence) == (Where.REPLAYED, None, Confidence.HIGH)
    assert (rule.preset, rule.since) == (Preset.DEFAULT, "0.1.0")
    assert rule.references == ("https://docs.restate.dev/x",)
    assert rule.formerly == ("clock",)
    assert [pattern.shape for pattern in rule.patterns] == ["(call_expression) @report @call"]
    assert rule.directory == str(directory)
    assert pickle.loads(pickle.dumps(rule)) == rule


def test_rules_are_sorted_and_other_entries_are_left_alone(tmp_path: Path) -> None:
    write_rule(tmp_path, "b/one")
    write_rule(tmp_path, "a/two", changed={"severity": '"error"'})
    write_rule(tmp_path, "a/_draft", changed={"severity": '"nonsense"'})
    (tmp_path / "README.md").write_text("about the rules", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    first, second = load(tmp_path)
    assert [(rule.id, rule.severity) for rule in (first, second)] == [
        ("one", None),
        ("two", Severity.ERROR),
    ]


def test_a_rule_of_the_engine_has_no_query_and_free_placeholders(tmp_path: Path) -> None:
    changed = {"where": '"engine"', "message": '"unused `{rule}`"'}
    directory = write_rule(tmp_path, "meta/unused-suppression", changed=changed, query=None)
    (rule,) = load(tmp_path)
    assert rule.patterns == ()
    (directory / "query.scm").write_text(QUERY, encoding="utf-8")
    assert "has no query" in refusal(tmp_path).message


@pytest.mark.parametrize(
    ("key", "value", "line", "words"),
    [
        ("severty", '"error"', 9, "unknown key `severty` (did you mean `severity`?)"),
        ("fix", "{ template = 'x' }", 9, "expected tables"),
        ("where", '"replay"', 4, "one of `replayed`, `run`, `file`, `module`, `engine` (did you mean"),
        ("severity", '"eror"', 5, "(did you mean `error`?)"),
        ("confidence", "true", 6, "`confidence` is a boolean, expected a string"),
        ("preset", '"all"', 7, "expected one of `default`, `strict`"),
        ("since", '"1"', 8, "`1` in `since` is not a version"),
        ("title", '" "', 1, "is not text"),
        ("references", '["http://x"]', 9, "`http://x` in `references` is not an address"),
        ("references", '"https://x"', 9, "`references` is a string, expected an array of strings"),
        ("references", '["https://x", 1]', 9, "an array with an integer"),
        ("formerly", '["Wall_Clock"]', 9, "not a kebab-case name"),
        ("message", "", 1, "the key `message` is missing"),
        ("message", '"{cal} reads"', 2, "nothing fills `{cal}`"),
        ("message", '"{cal} reads"', 2, "line 1 of query.scm (did you mean `call`?)"),
        ("help", '"{service} is"', 3, "nothing fills `{service}`"),
        ("since", '"0.1.0', 8, "illegal character"),
    ],
)
def test_wrong_metadata_is_refused_at_its_line(
    tmp_path: Path, key: str, value: str, line: int, words: str
) -> None:
    directory = write_rule(tmp_path, changed={key: value})
    error = refusal(tmp_path)
    assert words in error.message
    assert (error.path, error.line) == (str(directory / "rule.toml"), line)


def test_a_misspelt_predicate_is_refused_with_file_line_and_the_right_name(tmp_path: Path) -> None:
    directory = write_rule(tmp_path, query='((identifier) @report @call\n  (#efect? @call "x"))')
    expected = f"{directory}{os.sep}query.scm:2: unknown predicate `#efect?` (did you mean `#effect?`?)"
    assert str(refusal(tmp_path)) == expected


@pytest.mark.parametrize(
    ("message", "query", "filled"),
    [
        ("{chain}", QUERY, True),
        ("{chain}", '((identifier) @report (#not-effect? @report "x"))', False),
        ("{chain}", QUERY + "(identifier) @report", False),
        ("{report}", QUERY, True),
        ("{_name}", "(identifier) @report @_name", True),
        ("{a.b}", "(identifier) @report @a.b", True),
        ("{related}", "(identifier) @report @related.x", False),
        ("map[string]any{} {...} {X}", "(identifier) @report", True),
    ],
)
def test_every_pattern_must_fill_the_placeholders(
    tmp_path: Path, message: str, query: str, filled: bool
) -> None:
    write_rule(tmp_path, changed={"message": f'"{message}"'}, query=query)
    if filled:
        assert load(tmp_path)
    else:
        assert "nothing fills" in refusal(tmp_path).message


def test_each_file_must_be_there(tmp_path: Path) -> None:
    directory = write_rule(tmp_path, page="")
    assert "page is empty" in refusal(tmp_path).message
    for name in ("README.md", "query.scm", "rule.toml"):
        (directory / name).unlink()
        error = refusal(tmp_path)
        assert error.path == str(directory / name)
        assert "cannot read the file: no such file" in error.message
    assert "cannot be read as a directory" in refusal(tmp_path / "nowhere").message


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
@pytest.mark.parametrize("name", ["README.md", "query.scm", "rule.toml"])
@pytest.mark.parametrize("kind", ["link", "fifo", "directory", "large"])
def test_a_file_of_a_rule_is_read_in_its_repository_and_within_limits(
    tmp_path: Path, name: str, kind: str
) -> None:
    path = write_rule(tmp_path / "repository/rules") / name
    (tmp_path / "repository/.git").mkdir()
    (tmp_path / "secret").write_bytes(path.read_bytes())
    path.unlink()
    if kind == "link":
        path.symlink_to(tmp_path / "secret")
    elif kind == "fifo":
        os.mkfifo(path)
    elif kind == "directory":
        path.mkdir()
    else:
        path.write_bytes(b" " * 256_001)

    error = refusal(tmp_path / "repository/rules")
    assert error.path == str(path)
    if kind == "link":  # inside of the repository it may lead where it likes
        os.replace(tmp_path / "secret", tmp_path / "repository/shared")
        path.unlink()
        path.symlink_to(tmp_path / "repository/shared")
        assert load(tmp_path / "repository/rules")


@pytest.mark.parametrize("name", ["a/Bad", "a/two__words", "all/rule", "a/strict", "A/rule"])
def test_names_of_directories_are_checked(tmp_path: Path, name: str) -> None:
    write_rule(tmp_path, name)
    assert "is not a kebab-case name" in refusal(tmp_path).message


@pytest.mark.parametrize(
    ("first", "second", "formerly", "words"),
    [
        ("a/one", "b/one", "", "`one` is taken by the rule in"),
        ("a/one", "b/two", '["one"]', "`one` is taken by the rule in"),
        ("a/one", "b/two", '["a"]', "`a` is that of the family of"),
        ("a/b", "b/two", "", "`b` is that of the family of"),
        ("a/one", "b/two", '["strict"]', "`strict` is that of a preset"),
    ],
)
def test_no_name_means_two_things(tmp_path: Path, first: str, second: str, formerly: str, words: str) -> None:
    write_rule(tmp_path, first)
    write_rule(tmp_path, second, changed={"formerly": formerly})
    assert words in refusal(tmp_path).message


def test_a_users_rule_may_not_have_the_name_of_a_built_in_family(tmp_path: Path) -> None:
    write_rule(tmp_path / "built-in", "determinism/one")
    own = write_rule(tmp_path / "own", "mine/determinism")
    known = load(tmp_path / "built-in")
    with pytest.raises(DataError) as caught:
        load_rules(str(tmp_path / "own"), SIGNATURES, PROVIDED, beside=known)
    assert caught.value.path == str(own / "rule.toml")


def test_a_users_rule_may_not_take_a_built_in_name(tmp_path: Path) -> None:
    built_in = write_rule(tmp_path / "built-in", "a/one")
    own = write_rule(tmp_path / "own", "mine/one")
    known = load(tmp_path / "built-in")
    with pytest.raises(DataError) as caught:
        load_rules(str(tmp_path / "own"), SIGNATURES, PROVIDED, beside=known)
    assert str(built_in) in str(caught.value)
    assert str(own) in str(caught.value)
    own.rename(own.with_name("two"))
    (rule,) = load_rules(str(tmp_path / "own"), SIGNATURES, PROVIDED, beside=known)
    assert rule.id == "two"


def test_a_trusted_rule_is_the_same_rule(tmp_path: Path) -> None:
    directory = write_rule(tmp_path)
    assert load(tmp_path, trusted=True) == load(tmp_path)
    (directory / "query.scm").write_text("(identifer) @report @call", encoding="utf-8")
    assert load(tmp_path, trusted=True)
    assert "`identifier`" in refusal(tmp_path).message


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"a = 1\nb = '\xff'\n", 2, "is not UTF-8"),
        (b"a = 1\r\nb =\r\n", 2, "invalid value"),
        (b"a = " + b"[" * 100_000, 1, ""),
        (b"a = " + b"9" * 5000, 1, ""),
        (b"#" * 256_001, 1, "too large: 256001 bytes"),
        (b"a." * 100_000 + b"b = 1", 1, "a key of more than 100 names"),
        (b"[" + b"'a' . " * 101 + b"b]", 1, "a key of more than 100 names"),
        (b"a = { " + b'"a".' * 101 + b"b = 1 }", 1, "a key of more than 100 names"),
    ],
)
def test_a_hostile_file_is_an_error_like_any_other(
    tmp_path: Path, data: bytes, line: int, words: str
) -> None:
    (write_rule(tmp_path) / "rule.toml").write_bytes(data)
    error = refusal(tmp_path)
    assert words in error.message
    assert error.line == line


def test_the_built_in_rules_are_beside_the_package() -> None:
    directory = built_in_rules_directory()
    assert os.path.basename(directory) == "rules"
    assert os.path.isdir(directory)
