"""Answers that end too early: cut at every byte, they crash no judge, and what is not whole is refused."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from restatelint.judge.answer import Terms, taken
from restatelint.judge.task import load_tasks, task_named
from restatelint.judge.verify import verify

ANSWERS = Path(__file__).resolve().parents[2] / "fixtures" / "_answers"
SHORT = """Here it is.

```go
package main

import (
	"net/http"

	restate "github.com/restatedev/sdk-go"
)

type Shipping struct{}

// InitiateShipment books a shipment.
func (Shipping) InitiateShipment(ctx restate.Context, id string) (int, error) {
	ctx.Log().Info(`booking
`, "id", id)
	return restate.Run(ctx, func(run restate.RunContext) (int, error) {
		response, err := http.Get("https://shipping.example.com/" + id)
		if err != nil {
			return 0, err
		}
		return response.StatusCode, response.Body.Close() /* closed */
	}, restate.WithName("book"))
}

func main() { println("é") }
```

It runs.
"""


def accepted_cuts(answer: bytes, task: str) -> list[bytes]:
    """Return what is accepted of an answer that is cut at every byte."""
    asked = task_named(task)
    return [answer[:end] for end in range(len(answer) + 1) if verify(answer[:end], asked).accepted]


def is_go(data: bytes) -> bool:
    """Whether Go's own parser reads every unit of an answer."""
    return all(
        subprocess.run(["gofmt", "-e"], input=unit.source.data, capture_output=True, check=False).returncode
        == 0
        for unit in taken(data, "a", Terms()).units
    )


@pytest.mark.skipif(shutil.which("gofmt") is None, reason="gofmt is not installed")
def test_an_answer_that_is_cut_is_accepted_only_where_it_is_whole() -> None:
    cuts = accepted_cuts(SHORT.encode(), "P1")

    assert SHORT.encode() in cuts
    handler_ends = SHORT.index("\n}\n\nfunc main") + 2
    for cut in cuts:
        text = cut.decode("utf-8", "replace")
        assert len(text) >= handler_ends
        assert is_go(cut), text


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("gofmt") is None, reason="gofmt is not installed")
@pytest.mark.parametrize("task", sorted(load_tasks()))
def test_every_accepted_answer_is_refused_until_it_is_whole(task: str) -> None:
    for path in sorted((ANSWERS / task / "accepted").iterdir()):
        for cut in accepted_cuts(path.read_bytes(), task):
            assert is_go(cut), cut[-200:].decode("utf-8", "replace")
