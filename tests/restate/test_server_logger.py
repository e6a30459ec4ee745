"""The context's logger takes the place of slog's safely only where the endpoint is seen to leave it alone."""

from __future__ import annotations

import pytest

from restatelint import MemoryTree, check, load_rules

MODULE = "module example.com/shop\n\ngo 1.25.0\n\nrequire github.com/restatedev/sdk-go v1.0.2\n"
HANDLER = """package shop

import (
	"log/slog"

	restate "github.com/restatedev/sdk-go"
)

type Orders struct{}

func (Orders) Place(ctx restate.Context, number string) error {
	slog.Debug("placing", "number", number)
	return restate.Sleep(ctx, 1)
}
"""
MAIN = """package main

import (
	"context"
	"log/slog"
	"os"

	restate "github.com/restatedev/sdk-go"
	"github.com/restatedev/sdk-go/server"

	"example.com/shop"
)

func main() {
	endpoint := server.NewRestate()%s
	if err := endpoint.Bind(restate.Reflect(shop.Orders{})).Start(context.Background(), ":9080"); err != nil {
		slog.Error("ended", "err", err)
		os.Exit(1)
	}
}
"""
PLAIN = MAIN % ""
OTHER = MAIN % ".WithLogger(slog.NewJSONHandler(os.Stderr, nil), false)"
LATER = (
    'package main\n\nimport (\n\t"log/slog"\n\n\t"github.com/restatedev/sdk-go/server"\n)\n\n'
    "func loud(r *server.Restate, h slog.Handler) { r.WithLogger(h, false) }\n"
)


def fix(**files: str) -> tuple[str, str]:
    """Return how safe the fix of a log line is, and what it says, in a module of files by their names."""
    given = {
        "shop.go": HANDLER,
        **{name.replace("__", "/").replace("_go", ".go"): each for name, each in files.items()},
    }
    tree = MemoryTree({name.replace("go.mod.go", "go.mod"): text.encode() for name, text in given.items()})
    sources = [each for each in tree.sources() if each.path == "shop.go"]
    (found,) = [
        each for each in check(sources, load_rules(), tree=tree).findings if each.rule == "replayed-logging"
    ]
    assert found.fix is not None
    return found.fix.safety.value, found.fix.description


def test_it_is_safe_where_the_endpoint_is_seen_without_another_logger() -> None:
    files = {"go.mod": MODULE, "cmd/main.go": PLAIN, "cmd/main_test.go": OTHER}

    assert fix(**files) == ("safe", "log by ctx.Log(), which is silent while replaying")


@pytest.mark.parametrize(
    "files",
    [
        {"go.mod": MODULE},
        {"cmd/main.go": PLAIN},
        {"go.mod": MODULE, "cmd/main.go": OTHER},
        {"go.mod": MODULE, "cmd/main.go": PLAIN, "cmd/loud.go": LATER},
        {"go.mod": MODULE, "cmd/main.go": PLAIN, "other/main.go": OTHER},
        {"go.mod": MODULE, "cmd/main.go": PLAIN.replace("restatedev/sdk-go/server", "example/server")},
        {"go.mod": MODULE, "cmd/main_test.go": PLAIN},
    ],
)
def test_anywhere_else_it_is_not_and_says_what_decides(files: dict[str, str]) -> None:
    safety, told = fix(**files)

    assert safety == "unsafe"
    assert "is for WithLogger of the server to say" in told
