"""Calls that people and models invent are found, and what they mean is offered first."""

from __future__ import annotations

import pytest

from restatelint.engine.check import check
from restatelint.source.tree import MemoryTree
from tests.harness.fixtures import rules

CODE = """package a

import (
	"context"
	"time"

	restate "github.com/restatedev/sdk-go"
	"github.com/restatedev/sdk-go/ingress"
	"github.com/restatedev/sdk-go/server"
)

func handle(ctx restate.ObjectContext, client *ingress.Client) {
	%s
}

var _, _, _ = context.Background, time.Second, server.NewRestate
"""
INVENTED = [
    ('restate.NewIngressClient("http://localhost:8080")', "unknown-api", "ingress.NewClient"),
    (
        "ctx.Run(func(ctx restate.RunContext) (int, error) { return 1, nil })",
        "removed-api",
        "restate.Run(ctx",
    ),
    ("ctx.Sleep(time.Second)", "removed-api", "restate.Sleep(ctx"),
    ("ctx.Select(nil)", "removed-api", "restate.Wait"),
    ('ctx.Get("key")', "removed-api", "restate.Get(ctx"),
    ('ctx.Set("key", 1)', "removed-api", "restate.Set(ctx"),
    ('ctx.Promise("name")', "unknown-api", "restate.Promise(ctx"),
    ("ctx.UUID()", "unknown-api", "restate.UUID(ctx)"),
    ('ctx.Call("a", "b")', "unknown-api", "restate.Service[O](ctx, service, handler).Request(input)"),
    ("restate.RandFloat(ctx)", "unknown-api", "restate.Rand(ctx).Float64()"),
    ("restate.Now(ctx)", "unknown-api", "restate.Run with a function that returns time.Now()"),
    (
        'restate.Call(ctx, "a", "b")',
        "unknown-api",
        "restate.Service[O](ctx, service, handler).Request(input)",
    ),
    ("restate.SideEffect(ctx, nil)", "unknown-api", "restate.Run"),
    ("restate.WaitAll(ctx)", "unknown-api", "restate.Wait"),
    ("restate.Race(ctx)", "unknown-api", "restate.WaitFirst"),
    ("restate.NewTerminalError(nil)", "unknown-api", "restate.ToTerminalError"),
    ("restate.NewUUID(ctx)", "unknown-api", "restate.UUID"),
    ('restate.GetState[int](ctx, "key")', "unknown-api", "restate.Get"),
    ("restate.WithMaxRetries(3)", "unknown-api", "restate.WithMaxRetryAttempts"),
    ("restate.NewServer()", "unknown-api", "server.NewRestate"),
    ("restate.NewVirtualObject(nil)", "unknown-api", "restate.NewObject"),
    ("restate.Sleeep(ctx, time.Second)", "unknown-api", "restate.Sleep"),
    ("server.NewServer()", "unknown-api", "server.NewRestate"),
    ('server.NewRestate().RequireRequestIdentity("key")', "unknown-api", "its WithIdentityV1 method"),
    ('server.NewRestate().ListenAndServe(":9080")', "unknown-api", "its Start method"),
    ("restate.Rand(ctx).UUID()", "removed-api", "restate.UUID(ctx)"),
    ('restate.Service[int](ctx, "a", "b").Call(1)', "unknown-api", "its Request method"),
    (
        'ingress.Call(client, "a")',
        "unknown-api",
        "ingress.Service[I, O](client, service, handler).Request(ctx",
    ),
    ("restate.Run(func(restate.RunContext) (int, error) { return 1, nil })", "wrong-arity", ""),
    ("var _ restate.SharedObjectContext", "unknown-api", "restate.ObjectSharedContext"),
]


@pytest.mark.parametrize(("call", "rule", "meant"), INVENTED, ids=[call for call, _, _ in INVENTED])
def test_an_invented_name_is_found_with_what_it_means(call: str, rule: str, meant: str) -> None:
    tree = MemoryTree(
        {
            "go.mod": b"module a\n\nrequire github.com/restatedev/sdk-go v1.2.0\n",
            "a.go": (CODE % call).encode(),
        }
    )
    on = [each for each in rules() if each.family == "sdk"]

    found = check(tree.sources(), on, tree=tree).findings

    assert [each.rule for each in found] == [rule]
    assert found[0].help.startswith(f"use {meant}" if meant else "see")
