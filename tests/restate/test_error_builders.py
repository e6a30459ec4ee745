"""Errors that other packages build are what they wrap, and plain where they wrap nothing."""

from __future__ import annotations

import pytest

import restatelint

CODE = """package p

import (
	"time"

	restate "github.com/restatedev/sdk-go"
	"PATH"
)

func sleep(ctx restate.Context) error {
	if err := restate.Sleep(ctx, time.Second); err != nil {
		return WRAP
	}
	return nil
}

func Do(ctx restate.Context, n int) error {
	if n < 0 {
		return MAKE
	}
	sleep(ctx)
	return nil
}
"""
MAKERS = [
    (
        "github.com/samber/oops",
        'oops.Code("low").In("p").Errorf("n is %d", n)',
        'oops.In("p").Wrapf(err, "sleep")',
    ),
    ("github.com/samber/oops", 'oops.New("n is low")', "oops.Wrap(err)"),
    ("github.com/rotisserie/eris", 'eris.Errorf("n is %d", n)', 'eris.Wrap(err, "sleep")'),
    ("github.com/cockroachdb/errors", 'errors.Newf("n is %d", n)', 'errors.WithHint(err, "wait")'),
    ("github.com/pkg/errors", 'errors.New("n is low")', "errors.WithStack(err)"),
    ("github.com/juju/errors", 'errors.Errorf("n is %d", n)', "errors.Trace(err)"),
]


@pytest.mark.parametrize(("path", "make", "wrap"), MAKERS, ids=[make for _, make, _ in MAKERS])
def test_what_is_built_is_known(path: str, make: str, wrap: str) -> None:
    code = CODE.replace("PATH", path).replace("MAKE", make).replace("WRAP", wrap)

    found = {each.rule for each in restatelint.check_source(code).findings}

    assert {"retried-forever", "ignored-error"} <= found
