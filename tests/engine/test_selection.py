"""Rules are switched on and off by names, the more specific name winning."""

from __future__ import annotations

import pytest

from restatelint.engine.finding import Confidence, Severity
from restatelint.engine.rule import Preset, Rule, Where
from restatelint.engine.selection import UnknownNameError, named_rules, select, with_severities


def rule(family: str, name: str, preset: str = "default", formerly: str = "", where: str = "file") -> Rule:
    return Rule(
        id=name,
        family=family,
        title=name,
        message=name,
        help=name,
        where=Where(where),
        severity=None,
        confidence=Confidence.HIGH,
        preset=Preset(preset),
        since="0.1.0",
        references=(),
        formerly=(formerly,) if formerly else (),
        patterns=(),
        directory="",
    )


RULES = (
    rule("determinism", "wall-clock", formerly="clock"),
    rule("determinism", "random"),
    rule("determinism", "unstable-payload", "strict"),
    rule("run", "unnamed-run", "strict"),
    rule("meta", "syntax-error", where="engine"),
)


def chosen(
    select_: list[str] | None = None,
    ignore: tuple[str, ...] = (),
    extend: tuple[str, ...] = (),
    preset: str = "default",
) -> str:
    on = select(RULES, select=select_, ignore=ignore, extend_select=extend, preset=preset)
    return " ".join(each.id for each in on)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (chosen(), "wall-clock random syntax-error"),
        (chosen(preset="strict"), "wall-clock random unstable-payload unnamed-run syntax-error"),
        (chosen(["all"]), "wall-clock random unstable-payload unnamed-run syntax-error"),
        (chosen(["random"]), "random syntax-error"),
        (chosen(["random"], preset="strict"), "random syntax-error"),
        (chosen([]), "syntax-error"),
        (chosen(["clock"]), "wall-clock syntax-error"),
        (chosen(["run"]), "unnamed-run syntax-error"),
        (chosen(extend=("unnamed-run",)), "wall-clock random unnamed-run syntax-error"),
        (chosen(["random"], extend=("run",)), "random unnamed-run syntax-error"),
        (chosen(ignore=("random",)), "wall-clock syntax-error"),
        (chosen(ignore=("determinism",)), "syntax-error"),
        (chosen(["random"], ignore=("determinism",)), "random syntax-error"),
        (chosen(["determinism"], ignore=("random",)), "wall-clock unstable-payload syntax-error"),
        (chosen(["determinism"], ignore=("default",)), "wall-clock random unstable-payload syntax-error"),
        (chosen(["random"], ignore=("random",)), "syntax-error"),
        (chosen(["determinism"], ignore=("determinism",)), "syntax-error"),
        (chosen(["default"], ignore=("all",)), "syntax-error"),
        (chosen(["random"], ignore=("syntax-error",)), "random"),
        (chosen(["random"], ignore=("meta",)), "random"),
        (chosen(ignore=("clock",)), "random syntax-error"),
    ],
)
def test_the_more_specific_name_wins(on: str, expected: str) -> None:
    assert on == expected


@pytest.mark.parametrize(
    ("name", "near"),
    [("wal-clock", "wall-clock"), ("determinsm", "determinism"), ("strictt", "strict"), ("qqq", "")],
)
def test_an_unknown_name_is_refused_with_the_nearest(name: str, near: str) -> None:
    for on, off, extra in (([name], [], []), ([], [name], []), ([], [], [name])):
        with pytest.raises(UnknownNameError) as caught:
            select(RULES, select=on, ignore=off, extend_select=extra)
        assert (caught.value.name, caught.value.nearest) == (name, near)
        assert f"`{name}`" in str(caught.value)
        assert (f"(did you mean `{near}`?)" in str(caught.value)) == bool(near)


def test_severities_change_rules_or_turn_them_off() -> None:
    changed = with_severities(RULES, {"clock": Severity.INFO, "random": None})
    assert [(each.id, each.severity) for each in changed] == [
        ("wall-clock", Severity.INFO),
        ("unstable-payload", None),
        ("unnamed-run", None),
        ("syntax-error", None),
    ]
    assert with_severities(RULES, {}) == RULES
    with pytest.raises(UnknownNameError):
        with_severities(RULES, {"determinism": Severity.ERROR})


def test_a_name_stands_for_rules() -> None:
    assert named_rules(RULES, "run") == {"unnamed-run"}
    assert named_rules(RULES, "clock") == {"wall-clock"}
