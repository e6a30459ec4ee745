# ruff: noqa: E501 - a body of Go is one text
"""No value is kept by which a function fails in order to be tried again, and what a block is called."""

from __future__ import annotations

import re

import pytest

from restatelint import MemoryTree, check, load_rules

HEAD = """package shop

import (
	"errors"
	"fmt"
	"net"
	"time"

	restate "github.com/restatedev/sdk-go"
)

type S struct{}

var ErrNotYet = errors.New("not yet")

func lookUp(host string) ([]string, error) { return net.LookupHost(host) }

func expired(t time.Time) bool { return time.Now().After(t) }

func save(ctx restate.ObjectContext, at time.Time) error { restate.Set(ctx, "at", at); return nil }

func helper(ctx restate.ObjectContext) error {
	return restate.RunVoid(ctx, func(restate.RunContext) error { return nil }, restate.WithName(`expired`))
}

func (S) H(ctx restate.ObjectContext, at time.Time, host string) (string, error) {
%s
}
"""


def descriptions(body: str) -> list[str]:
    """Return what the fixes of findings in a handler say that they do, "" where there is none."""
    tree = MemoryTree({"a.go": (HEAD % body).encode()})
    report = check(tree.sources(), load_rules(), tree=tree)
    found = [each for each in report.findings if each.rule in ("wall-clock", "network-io")]
    assert found
    assert not any(each.rule == "syntax-error" for each in report.findings)
    return [each.fix.description if each.fix is not None else "" for each in found]


POLLS = [
    'if time.Now().Before(at) {\n\treturn "", ErrNotYet\n}\nreturn "", nil',
    'if !expired(at) {\n\treturn "", errors.New("try again in a minute")\n}\nreturn "", nil',
    'now := time.Now()\nif now.After(at) {\n\treturn "late", nil\n}\nreturn "", fmt.Errorf("not yet")',
    'left := time.Until(at)\nminutes := left.Minutes()\nif minutes > 0 {\n\treturn "", ErrNotYet\n}\nreturn "", nil',
    'now := time.Now()\nreturn "", fmt.Errorf("it is only %s", now)',
    'names, err := lookUp(host)\nif err != nil {\n\treturn "", err\n}\nif len(names) == 0 {\n\treturn "", &net.DNSError{}\n}\n'
    "return names[0], nil",
    'names, err := lookUp(host)\nif err != nil {\n\treturn "", err\n}\nfor _, name := range names {\n\tif name == host {\n'
    '\t\treturn "", nil\n\t}\n}\nreturn "", ErrNotYet',
    'now := time.Now()\nswitch {\ncase now.Before(at):\n\treturn "", ErrNotYet\n}\nreturn "", nil',
]
KEPT = [
    'now := time.Now()\nif now.After(at) {\n\treturn "", restate.TerminalErrorf("too late")\n}\nreturn "", nil',
    'now := time.Now()\nif err := save(ctx, now); err != nil {\n\treturn "", fmt.Errorf("not saved: %w", err)\n}\nreturn "", nil',
    'names, err := lookUp(host)\nif err != nil {\n\treturn "", fmt.Errorf("not found: %w", err)\n}\nreturn names[0], nil',
    'if host == "" {\n\treturn "", errors.New("no host")\n}\nnow := time.Now()\nrestate.Set(ctx, "at", now)\nreturn "", nil',
    'check := func() error { return ErrNotYet }\nrestate.Set(ctx, "at", time.Now())\n_ = check\nreturn "", nil',
]


@pytest.mark.parametrize("body", POLLS)
def test_what_fails_by_a_value_is_not_made_to_keep_it(body: str) -> None:
    assert descriptions(body) == [""]


@pytest.mark.parametrize("body", KEPT)
def test_any_other_value_may_be_kept_and_the_fix_says_for_how_long(body: str) -> None:
    (told,) = descriptions(body)

    assert "restate.Run, which gives every retry the same value" in told


def test_what_is_too_much_to_follow_has_no_fix() -> None:
    rest = "".join(f"x{number} := {number}\n_ = x{number}\n" for number in range(300))

    assert descriptions(f'{rest}restate.Set(ctx, "at", time.Now())\nreturn "", nil') == [""]


def test_a_block_is_called_after_its_call_and_not_as_another_that_the_handler_runs() -> None:
    body = (
        'if err := helper(ctx); err != nil {\n\treturn "", err\n}\n'
        'restate.Set(ctx, "late", expired(at))\n'
        "_, err := restate.Run(ctx, func(restate.RunContext) (int, error) { return 1, nil },\n"
        '\trestate.WithName("now"))\n'
        'restate.Set(ctx, "at", time.Now())\nreturn "", err'
    )
    tree = MemoryTree({"a.go": (HEAD % body).encode()})
    report = check(tree.sources(), load_rules(), tree=tree)

    fixes = [each.fix for each in report.findings if each.rule == "wall-clock"]
    names = [
        re.findall(r'WithName\("(.*?)"\)', edit.replacement) for fix in fixes if fix for edit in fix.edits
    ]
    assert [each for found in names for each in found] == ["expired 2", "now 2"]
