"""Calls of packages that are not at hand are known by the tables: by function, by receiver, by result."""

from __future__ import annotations

import pytest

import restatelint

CASES = {
    "network-io": [
        ("github.com/go-ldap/ldap/v3", 'conn, _ := ldap.DialURL("x"); conn.Search(nil)'),
        ("github.com/go-git/go-git/v5", 'git.PlainClone("d", false, nil)'),
        ("github.com/google/go-containerregistry/pkg/v1/remote", "remote.Get(nil)"),
        ("github.com/machinebox/graphql", 'c := graphql.NewClient("u"); c.Run(nil, nil, nil)'),
        ("github.com/cloudflare/cloudflare-go", 'a, _ := cloudflare.NewWithAPIToken("t"); a.ListZones(nil)'),
        ("layeh.com/radius", 'radius.Exchange(nil, nil, "a")'),
    ],
    "database-io": [
        ("github.com/georgysavva/scany/v2/pgxscan", "pgxscan.Select(nil, nil, nil, name)"),
        ("github.com/doug-martin/goqu/v9", 'goqu.New("p", nil).From("t").ScanStructs(nil)'),
        ("github.com/tidwall/buntdb", 'd, _ := buntdb.Open("f"); d.View(nil)'),
    ],
    "file-io": [
        ("github.com/hashicorp/terraform-exec/tfexec", 't, _ := tfexec.NewTerraform("d", "p"); t.Apply(nil)')
    ],
    "unique-id": [("go.jetify.com/typeid", 'typeid.WithPrefix("user")')],
    "random": [("github.com/dchest/uniuri", "_ = uniuri.New()")],
    "native-timer": [("go.uber.org/ratelimit", "ratelimit.New(3).Take()")],
    "goroutine": [("github.com/gammazero/workerpool", "workerpool.New(3).Submit(nil)")],
}


@pytest.mark.parametrize(
    ("rule", "path", "code"),
    [(rule, path, code) for rule, cases in CASES.items() for path, code in cases],
    ids=[path for cases in CASES.values() for path, _ in cases],
)
def test_a_call_is_found(rule: str, path: str, code: str) -> None:
    source = (
        f'package p\n\nimport (\n\t"{path}"\n\trestate "github.com/restatedev/sdk-go"\n)\n\n'
        f"func Do(ctx restate.Context, name string) error {{\n\t{code}\n\treturn nil\n}}\n"
    )
    assert rule in {each.rule for each in restatelint.check_source(source).findings}


MODELS = [
    ("github.com/acme/openrouter-go", "openrouter.NewClient().CreateCompletion(ctx, name)", True),
    ("github.com/acme/llm/chat", 'c := chat.New("key"); c.Generate(ctx, name)', True),
    ("github.com/acme/ollama", 'c := ollama.New("key"); c.Embed(ctx, name)', True),
    ("github.com/acme/ollama", 'c := ollama.New("key"); c.CreateOptions(name)', False),
    ("github.com/acme/mailer", 'c := mailer.New("key"); c.Generate(ctx, name)', False),
    ("github.com/acme/llm/chat", "chat.NewRequest(ctx, name)", False),
    # what is a context is a matter of its type, not of how it is called
    ("github.com/acme/llm/chat", 'c, request := chat.New("key"), ctx; c.Generate(request, name)', True),
    ("github.com/acme/llm/chat", 'c, myCtx := chat.New("key"), name; c.Generate(myCtx, name)', False),
]


@pytest.mark.parametrize(("path", "code", "asks"), MODELS, ids=[code for _, code, _ in MODELS])
def test_a_verb_of_a_package_of_models_is_a_guess(path: str, code: str, *, asks: bool) -> None:
    source = (
        f'package p\n\nimport (\n\t"{path}"\n\trestate "github.com/restatedev/sdk-go"\n)\n\n'
        f"func Do(ctx restate.Context, name string) error {{\n\t{code}\n\treturn nil\n}}\n"
    )
    found = [each for each in restatelint.check_source(source).findings if each.rule == "network-io"]
    assert [each.confidence.value for each in found] == ["medium"] * asks


def test_a_method_that_makes_something_with_a_context_may_ask_for_it() -> None:
    source = """package p

import (
	"github.com/acme/shop"
	restate "github.com/restatedev/sdk-go"
)

type Service struct{ client *shop.Client }

func (s Service) Do(ctx restate.Context, name string) error {
	shop.NewRequest(ctx, name)
	s.client.NewSession(ctx, name)
	return nil
}
"""
    found = restatelint.check_source(source).findings
    assert [each.place.start.line for each in found if each.rule == "context-io"] == [12]
