"""The data of the SDK's API, by spot checks that were each confirmed in the source of the releases."""

from __future__ import annotations

import pytest

from restatelint.restate.api.advice import distance, nearest, replacements, sources
from restatelint.restate.api.symbols import Api, api
from restatelint.restate.api.versions import numbers_of
from restatelint.restate.sdk import PATH

# package, symbol, first release, last ("" is still there), deprecated since ("" never), parameters in the
# first one ("-" for what is no function)
SPOTS = [
    ("", "Select", "0.11.0", "0.24.0", "0.21.0", "ctx, futs..."),
    ("", "Selector", "0.9.0", "0.24.0", "0.21.0", "-"),
    ("", "Selectable", "0.9.0", "0.24.0", "0.21.0", "-"),
    ("", "Future", "0.21.0", "", "", "-"),
    ("", "Wait", "0.21.0", "", "", "ctx, futs..."),
    ("", "WaitFirst", "0.21.0", "", "", "ctx, futs..."),
    ("", "WaitIter", "0.21.0", "", "", "ctx, futs..."),
    ("", "ToTerminalError", "0.25.0", "", "", "err, opts..."),
    ("", "ToRetryableError", "0.25.0", "", "", "err, opts..."),
    ("", "TerminalErrorf", "0.11.0", "", "", "format, a..."),
    ("", "IsTerminalError", "0.9.0", "", "", "err"),
    ("", "AsTerminalError", "0.25.0", "", "", "err"),
    ("", "ErrorCode", "0.9.0", "0.24.0", "", "err"),
    ("", "WithMaxAttempts", "0.20.0", "0.24.0", "", "n"),
    ("", "WithMaxRetryAttempts", "0.16.0", "", "", "maxAttempts"),
    ("", "WithExponentiationFactor", "0.20.0", "0.24.0", "", "f"),
    ("", "WithPayloadCodec", "0.9.0", "0.24.0", "", "codec"),
    ("", "UUID", "0.21.0", "", "", "ctx"),
    ("", "RandSource", "0.21.0", "", "", "ctx"),
    ("", "Rand", "0.11.0", "", "", "ctx"),
    ("", "Rand().UUID", "0.11.0", "0.24.0", "0.21.0", ""),
    ("", "StringMap", "0.25.0", "", "", "-"),
    ("", "StringMap.Get", "0.25.0", "", "", "key"),
    ("", "RunVoid", "0.22.0", "", "", "ctx, fn, options..."),
    ("", "RunAsync", "0.17.0", "", "", "ctx, fn, options..."),
    ("", "RunAs", "0.9.0", "0.10.0", "", "ctx, fn, options..."),
    ("", "Context.Run", "0.9.0", "0.10.0", "", "fn, output, opts..."),
    ("", "Context.Sleep", "0.9.0", "0.10.0", "", "d"),
    ("", "Promise", "0.12.0", "", "", "ctx, name, options..."),
    ("", "Signal", "0.25.0", "", "", "ctx, name, options..."),
    ("", "WithIdempotencyKey", "0.16.0", "", "", "idempotencyKey"),
    ("", "WrapContext", "0.23.0", "", "", "restateCtx, wrappedCtx"),
    ("", "IngressClientOption", "0.19.0", "0.24.0", "", "-"),
    ("", "WithHttpClient", "0.18.0", "0.24.0", "", "c"),
    ("ingress", "WithHttpClient", "0.25.0", "", "", "c"),
    ("ingress", "NewClient", "0.18.0", "", "", "baseUri, opts..."),
    ("ingress", "AttachService", "0.18.0", "0.24.0", "0.21.0", None),
    ("ingress", "InvocationById", "0.21.0", "", "", "c, invocationID, opts..."),
    ("server", "NewRestate", "0.9.0", "", "", ""),
    ("server", "Restate.WithIdentityV1", "0.9.0", "", "", "keys..."),
    # the tag v0.13.0 was moved after the proxy had taken it: what is downloaded lacks this
    ("server", "Restate.LambdaHandler", "0.13.1", "", "", ""),
    ("encoding", "PayloadCodec", "0.9.0", "0.24.0", "", "-"),
    ("encoding", "CodecMetadata", "0.25.0", "", "", "-"),
    ("rcontext", "LogContextFrom", "0.9.0", "0.24.0", "", "ctx"),
    ("logging", "LogContextFrom", "0.25.0", "", "", "ctx"),
    ("x/mocks", "NewMockContext", "0.25.0", "", "", "t"),
    ("testing", "Start", "0.22.0", "", "", None),
]


@pytest.fixture(scope="module")
def known() -> Api:
    return api()


def path_of(below: str) -> str:
    return f"{PATH}/{below}" if below else PATH


@pytest.mark.parametrize(
    ("below", "symbol", "first", "last", "deprecated", "takes"),
    SPOTS,
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_symbol_was_there_from_one_release_to_another(
    known: Api, below: str, symbol: str, first: str, last: str, deprecated: str, takes: str | None
) -> None:
    periods = known.periods(path_of(below), symbol)

    assert (periods[0].since, periods[-1].until) == (first, last)
    assert next((each.deprecated for each in periods if each.deprecated), "") == deprecated
    assert periods[0].kind == "type" if takes == "-" else takes in (None, ", ".join(periods[0].takes))


def test_a_name_that_became_another_thing_has_two_periods(known: Api) -> None:
    function, type_ = known.periods(PATH, "TerminalError")

    assert (function.kind, function.until, type_.kind, type_.since) == ("func", "0.24.0", "type", "0.25.0")
    assert [each.takes for each in known.periods(PATH, "WithErrorCode")] == [("err", "code"), ("code",)]


def test_fields_and_contexts_and_options_are_told(known: Api) -> None:
    headers = known.periods(PATH, "Request.Headers")
    (key,) = known.periods(PATH, "Key")

    assert (headers[-2].gives, headers[-1].gives) == ("map", "StringMap")
    assert key.context == "ObjectSharedContext"
    assert known.periods(PATH, "Clear")[-1].context == "ObjectContext"
    assert known.periods(PATH, "Run")[-1].options == "RunOption"
    assert set(known.periods(PATH, "WithName")[-1].option) == {"RunOption", "SleepOption"}


def test_packages_say_which_module_has_them_and_when(known: Api) -> None:
    moved = known.packages[f"{PATH}/testing"].providers
    gone = known.packages[f"{PATH}/mocks"].providers

    assert [(each.module, each.since, each.until) for each in moved] == [
        (PATH, "0.22.0", "0.24.0"),
        (f"{PATH}/testing", "0.25.0", ""),
    ]
    assert [(each.since, each.until) for each in gone] == [("0.15.0", "0.24.0")]


def test_periods_are_in_order_and_name_releases(known: Api) -> None:
    releases = {each for order in known.releases.values() for each in order}
    wrong = [
        f"{path}.{symbol}"
        for path, package in known.packages.items()
        for symbol in package.symbols
        for period in package.periods(symbol)
        if not {period.since, period.until or period.since} <= releases
        or (period.until and numbers_of(period.until) < numbers_of(period.since))
    ]

    assert wrong == []


def test_every_replacement_is_of_a_name_that_was_and_says_where_it_is_from(known: Api) -> None:
    titles = {
        f"{package.name}.{symbol.replace('()', '(ctx)')}"
        for package in known.packages.values()
        for symbol in package.symbols
    }
    titles |= {f"import {path.removeprefix(PATH).strip('/')}" for path in known.packages}
    titles |= {"headers[key]", "range headers"}

    assert sorted(set(replacements()) - titles) == []
    assert all(sources()[name] for name in replacements())


def test_every_symbol_that_went_since_servers_accept_it_has_a_replacement(known: Api) -> None:
    silent = [
        f"{package.name}.{symbol}"
        for below in ("", "/server", "/ingress", "/encoding", "/testing")
        for package in [known.packages[f"{PATH}{below}"]]
        for symbol in package.symbols
        if (until := package.periods(symbol)[-1].until)
        and numbers_of(until) >= (0, 16, 0)
        and "." not in symbol
        and symbol[:1].isupper()
        and "ProtocolVersion" not in symbol
        and f"{package.name}.{symbol}" not in replacements()
    ]

    assert silent == []


@pytest.mark.parametrize(
    ("left", "right", "edits"),
    [
        ("run", "run", 0),
        ("run", "runs", 1),
        ("recieve", "receive", 1),
        ("kitten", "sitting", 3),
        ("a", "", 1),
    ],
)
def test_edits_are_counted(left: str, right: str, edits: int) -> None:
    assert distance(left, right, 5) == distance(right, left, 5) == edits


def test_the_nearest_name_comes_first() -> None:
    assert nearest("Slep", ["Sleep", "Step", "Select", "Service"])[:2] == ["Sleep", "Step"]
    assert nearest("Zzzzzz", ["Sleep", "Step"]) == []
