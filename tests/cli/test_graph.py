"""`restatelint graph`: what it draws of files on disk, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from restatelint.cli.graph_files import graph_of_files
from restatelint.cli.request import Request
from tests.test_layers import ROOT

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

ORDERS = """package shop

import (
	"net/http"
	"time"

	restate "github.com/restatedev/sdk-go"
)

type Orders struct{}

func (Orders) Place(ctx restate.ObjectContext, cents int) error {
	stamp()
	_, err := restate.Run(ctx, func(restate.RunContext) (int, error) {
		_, err := http.Get("http://bank")
		return 0, err
	})
	restate.ServiceSend(ctx, "Mail", "Send").Send(1)
	return err
}

func stamp() time.Time { return time.Now() }

var _ = restate.Reflect(Orders{})
"""
MAIL = """package mail

import restate "github.com/restatedev/sdk-go"

var _ = restate.NewService("Mail").Handler("Send", restate.NewServiceHandler(
	func(ctx restate.Context, to int) (restate.Void, error) { return restate.Void{}, nil }))
"""


@pytest.fixture
def shop(shell: Shell) -> Shell:
    """A module of two packages."""
    shell.write("go.mod", "module example.com/shop\n")
    shell.write("orders.go", ORDERS)
    shell.write("mail/mail.go", MAIL)
    return shell


def test_services_calls_and_effects_are_drawn(shop: Shell) -> None:
    ran = shop.run("graph")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "flowchart LR\n"
        '  subgraph s0["Mail · service"]\n'
        '    s0h0["Send<br/>service"]\n'
        "  end\n"
        '  subgraph s1["Orders · object"]\n'
        '    s1h0["Place<br/>exclusive<br/>wall-clock outside Run: stamp → time.Now'
        '<br/>network in Run: http.Get"]\n'
        "  end\n"
        '  s1h0 -.->|"send"| s0h0\n'
        "  classDef replayed stroke:#c00,stroke-width:2px\n"
        "  class s1h0 replayed\n"
    )


def test_only_what_stands_in_the_given_files_is_drawn(shop: Shell) -> None:
    assert "Orders" not in shop.run("graph", "mail").out
    assert 'x0(["Mail / Send"])' in shop.run("graph", "orders.go").out


def test_the_other_formats(shop: Shell) -> None:
    assert shop.run("graph", "--format", "dot").out.startswith("digraph services {")
    document = json.loads(shop.run("graph", "--format", "json").out)
    assert [each["name"] for each in document["services"]] == ["Mail", "Orders"]
    assert [each["path"] for each in document["services"]] == ["mail/mail.go", "orders.go"]
    assert shop.run("graph", "--format", "dott").code == 2


def test_services_of_other_modules_are_found(shop: Shell) -> None:
    shop.write("mail/go.mod", "module example.com/mail\n")

    out = shop.run("graph").out
    assert 's0["Orders · object · example.com/shop"]' in out
    assert '  s0h0 -.->|"send"| s1h0\n' in out


def test_settings_say_what_has_effects(shop: Shell) -> None:
    shop.write("restatelint.toml", '[effects]\nremove = ["time.Now"]\n')

    assert "wall-clock" not in shop.run("graph").out
    assert "wall-clock" in shop.run("graph", "--isolated").out


def test_nothing_to_draw_is_said(shell: Shell) -> None:
    empty = shell.run("graph")
    assert (empty.code, empty.out) == (3, "flowchart LR\n")
    assert "no Go file" in empty.err

    shell.write("plain.go", "package plain\n")
    plain = shell.run("graph")
    assert plain.code == 0
    assert "no service" in plain.err


def test_what_cannot_be_read_is_said(shop: Shell) -> None:
    deep = "var x = " + "(" * 2000 + "1" + ")" * 2000
    shop.write("deep.go", ORDERS.replace("Orders", "Deep") + deep)

    ran = shop.run("graph")
    assert ran.code == 4
    assert "not checked: deep.go" in ran.err
    assert "Orders" in ran.out


def test_usage_is_checked(shell: Shell) -> None:
    assert shell.run("graph", "--isolated", "--config", "x.toml").code == 2
    assert shell.run("graph", "absent").code == 2


def test_the_same_bytes_come_with_any_hash_seed() -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-m", "restatelint", "graph", "--format", name, "demo"],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            timeout=60,
        ).stdout
        for seed in ("1", "2", "3")
        for name in ("json",)
    }
    assert len(outputs) == 1


RING = """package ring

import restate "github.com/restatedev/sdk-go"

type Left struct{}

func (Left) Go(ctx restate.ObjectContext) error {
	return ask(ctx)
}

func ask(ctx restate.ObjectContext) error {
	_, err := restate.Object[restate.Void](ctx, "Right", restate.Key(ctx), "Go").Request(restate.Void{})
	return err
}

type Right struct{}

func (Right) Go(ctx restate.ObjectContext) error {
	_, err := restate.Object[restate.Void](ctx, "Left", restate.Key(ctx), "Go").Request(restate.Void{})
	return err
}

var _, _ = restate.Reflect(Left{}), restate.Reflect(Right{})
"""


def test_a_graph_knows_its_deadlocks_and_the_lines_that_a_handler_runs(shell: Shell) -> None:
    shell.write("go.mod", "module example.com/ring\n")
    shell.write("ring.go", RING)
    found = graph_of_files((str(shell.directory),), Request()).graph

    (ring,) = found.deadlocks
    assert ring.certain
    assert [found.services[found.calls[each].caller[0]].name for each in ring.calls] == ["Left", "Right"]
    left = found.services[0].handlers[0]
    assert [(each.first, each.last) for each in left.code] == [(7, 9), (11, 14)]


def test_the_page_has_what_a_check_finds(shop: Shell) -> None:
    page = shop.run("graph", ".", "--format", "html").out

    assert page.startswith("<!doctype html>")
    assert "reads the wall clock" in page
