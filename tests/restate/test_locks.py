"""How bad a lock in replayed code is: by whose it is."""

from __future__ import annotations

import restatelint

CODE = """package p

import (
	"sync"

	restate "github.com/restatedev/sdk-go"
)

type cart struct{ mu sync.Mutex }

var shared sync.Mutex

func (c *cart) Add(ctx restate.ObjectContext) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	shared.Lock()
	defer shared.Unlock()
	return nil
}
"""


def test_a_lock_that_an_object_keeps_for_itself_is_an_information() -> None:
    found = [each for each in restatelint.check_source(CODE).findings if each.rule == "sync-primitive"]

    assert [(each.place.start.line, each.severity.value) for each in found] == [(14, "info"), (16, "warning")]
