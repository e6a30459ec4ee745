"""Predicates about what values are made of and what calls come to, asked of one place in a piece of code."""

from __future__ import annotations

import pytest

from restatelint.engine.predicates import PREDICATES
from restatelint.engine.predicates.base import Question
from restatelint.restate.facts import Facts
from restatelint.restate.library import knowledge
from restatelint.source.tree import MemoryTree, source_at

SDK = "github.com/restatedev/sdk-go"
HEADER = f"""package shop

import (
	"crypto/rand"
	"net/http"
	"time"

	"github.com/google/uuid"
	restate "{SDK}"
)

const topic = "ready"

func refuse(status int) error {{
	if status == 402 {{
		return restate.ToTerminalError(nil)
	}}
	return nil
}}

func newKey() string {{ return uuid.NewString() }}

type request struct{{ Callback string }}

"""


def holds(predicate: str, code: str, *strings: str) -> bool:
    """Return whether a predicate says yes of the expression between ``«»`` in a piece of code."""
    before, _, rest = (HEADER + code).partition("«")
    marked, _, after = rest.partition("»")
    tree = MemoryTree({"shop.go": (before + marked + after).encode()})
    facts = Facts(tree, knowledge())
    source = source_at(tree, "/shop.go")
    assert source is not None
    file = facts.program.add(source)
    assert file is not None
    start = len(before.encode())
    node = file.tree.around(start, start + len(marked.encode()))
    return PREDICATES[predicate].ask(Question(facts, file, (node,), strings)) is not None


def handler(body: str, context: str = "Context") -> str:
    """Return a handler with a body, in which ``ctx`` and ``order`` are its parameters."""
    return f"func Handle(ctx restate.{context}, order string) {{\n{body}\n}}\n"


@pytest.mark.parametrize("text", ['«"ready"»', "«topic»", '«"re" + "ady"»'])
def test_a_constant_is_known_by_name_and_by_text(text: str) -> None:
    assert holds("constant", handler(f"restate.Get[string](ctx, {text})"), "ready")
    assert holds("constant", handler(f"restate.Get[string](ctx, {text})"), "*")
    assert not holds("constant", handler(f"restate.Get[string](ctx, {text})"), "other")


def test_what_is_handed_in_is_no_constant() -> None:
    assert not holds("constant", handler("restate.Get[string](ctx, «order»)"), "*")


AWAITED = "\tpaid := restate.Awakeable[string](ctx)\n"


@pytest.mark.parametrize(
    "body",
    [
        "post(«paid.Id()»)",
        "id := paid.Id()\n\tpost(«id»)",
        "r := request{Callback: paid.Id()}\n\tpost(«r»)",
        "var r request\n\tr.Callback = paid.Id()\n\tpost(«r»)",
        "var r request\n\tencoder(&r).Encode(paid.Id())\n\tpost(«r»)",
        "id := paid.Id()\n\tpost(«request{Callback: id}»)",
        "body := make([]byte, 64)\n\tput(body[8:], paid.Id())\n\tpost(«body»)",
        "values := map[string]string{}\n\tvalues[order] = paid.Id()\n\tpost(«values»)",
    ],
)
def test_a_value_is_made_from_a_call_that_is_part_of_it(body: str) -> None:
    assert holds("made-from", handler(AWAITED + "\t" + body), f"{SDK}.AwakeableFuture.Id")


@pytest.mark.parametrize(
    "body",
    [
        "post(«paid»)",
        "post(«order», paid.Id())",
        "r := request{Callback: order}\n\tpost(«r», paid.Id())",
        "body := bytes.Buffer{}\n\tput(body, paid.Id())\n\tpost(«body»)",
        "ctx.Log().Info(order, paid.Id())\n\tpost(«restate.Key(ctx)»)",
    ],
)
def test_a_value_is_not_made_from_what_stands_beside_it(body: str) -> None:
    assert not holds("made-from", handler(AWAITED + "\t" + body), f"{SDK}.AwakeableFuture.Id")


def test_a_parameter_is_made_from_what_calls_give_it() -> None:
    code = (
        handler(AWAITED + "\task(ctx, paid.Id())") + "func ask(ctx restate.Context, id string) { post(«id») }"
    )

    assert holds("made-from", code, f"{SDK}.AwakeableFuture.Id")


@pytest.mark.parametrize("key", ["newKey()", "order + newKey()", "time.Now().String()"])
def test_a_value_is_fresh_by_a_part_of_it(key: str) -> None:
    code = handler(f"\tkey := {key}\n\tpost(«key»)")

    assert holds("fresh", code, "unique-id", "wall-clock")


def test_a_value_is_fresh_if_it_is_read_from_a_generator() -> None:
    code = handler("\tkey := make([]byte, 8)\n\trand.Read(key)\n\tpost(string(«key»))")

    assert holds("fresh", code, "random")


def test_a_name_is_made_from_what_it_was_last_given() -> None:
    again = handler("\tid := newKey()\n\tpost(id)\n\tid = order\n\tpost(«id»)")
    before = handler("\tid := newKey()\n\tpost(«id»)\n\tid = order\n\tpost(id)")

    assert not holds("made-from", again, "github.com/google/uuid.NewString")
    assert holds("made-from", before, "github.com/google/uuid.NewString")


@pytest.mark.parametrize(
    "key",
    [
        "order",
        "restate.UUID(ctx).String()",
        "restate.Run(ctx, func(ctx restate.RunContext) (string, error) { return newKey(), nil })",
    ],
)
def test_a_value_of_input_or_journal_is_not_fresh(key: str) -> None:
    code = handler(f"\tkey, _ := {key}\n\tpost(«key»)")

    assert not holds("fresh", code, "unique-id", "wall-clock", "random")


def test_a_call_comes_to_what_its_helpers_call() -> None:
    assert holds("comes-to", handler("\t«refuse(402)»"), f"{SDK}.ToTerminalError")
    assert not holds("comes-to", handler("\t«newKey()»"), f"{SDK}.ToTerminalError")


@pytest.mark.parametrize(
    ("context", "kind"),
    [
        ("WorkflowContext", "workflow"),
        ("WorkflowSharedContext", "workflow-shared"),
        ("ObjectContext", "object"),
    ],
)
def test_code_is_directly_in_a_handler_of_the_kind_of_its_context(context: str, kind: str) -> None:
    code = handler("\t«post(order)»", context)

    assert holds("directly-in", code, kind)
    assert not holds("directly-in", code, "service")


STARTED = """	one := «restate.After(ctx, time.Second)»
	two := restate.After(ctx, time.Minute)
"""


@pytest.mark.parametrize(
    ("wait", "unread"),
    [
        ("for range restate.Wait(ctx, one, two) {\n\t}", True),
        ("for done := range restate.Wait(ctx, one, two) {\n\t\tlogged(done == two)\n\t}", True),
        ("for done := range restate.Wait(ctx, one) {\n\t\tswitch done {\n\t\tcase one:\n\t\t}\n\t}", True),
        ("first, _ := restate.WaitFirst(ctx, one, two)\n\tlogged(first == one)", True),
        ("all := restate.WaitIter(ctx, one)\n\tfor all.Next() {\n\t\tlogged(all.Value() == two)\n\t}", True),
        ("all := restate.WaitIter(ctx, one)\n\tfor all.Next() {\n\t\tread(all.Value())\n\t}", False),
        ("for done := range restate.Wait(ctx, one, two) {\n\t\tread(done)\n\t}", False),
        ("for range restate.Wait(ctx, one, two) {\n\t\tone.Done()\n\t}", False),
        ("read(one)", False),
        ("_ = one", False),
    ],
)
def test_a_future_is_unread_if_it_is_only_waited_for(wait: str, unread: bool) -> None:
    assert holds("unread-future", handler(f"{STARTED}\t{wait}")) is unread
