"""Answers that end too early: cut at every byte, they crash no judge, and what is not whole is refused."""

from __future__ import annotations

import shutil

import pytest

from scripts.cut import accepted_cuts, is_go

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


@pytest.mark.skipif(shutil.which("gofmt") is None, reason="gofmt is not installed")
def test_an_answer_that_is_cut_is_accepted_only_where_it_is_whole() -> None:
    cuts = accepted_cuts(SHORT.encode(), "P1")

    assert SHORT.encode() in cuts
    handler_ends = SHORT.index("\n}\n\nfunc main") + 2
    for cut in cuts:
        text = cut.decode("utf-8", "replace")
        assert len(text) >= handler_ends
        assert is_go(cut), text
