"""Where values end in drawn programs."""

from __future__ import annotations

from proofs.lottery.recipe import Sink, Type

_N, _T = Type.NUMBER, Type.TEXT
_IF = "if err$n != nil {\n$fail\n}\n"
_NAP = "if err$n := restate.Sleep($ctx, time.Millisecond); err$n != nil {\n$fail\n}\n"
_STEP = (
    "if err$n := restate.RunVoid($ctx, func(restate.RunContext) error { return nil }, "
    'restate.WithName("step $n")); err$n != nil {\n$fail\n}\n'
)

SINKS: tuple[Sink, ...] = (
    Sink("set-value", 'restate.Set($ctx, "kept$n", $v)\n', state=True),
    Sink(
        "set-struct",
        'restate.Set($ctx, "kept$n", struct{ Value $T }{$v})\n',
        state=True,
    ),
    Sink("set-key", "restate.Set($ctx, $v, true)\n", takes=_T, state=True),
    Sink("get-key", "_, err$n := restate.Get[string]($ctx, $v)\n" + _IF, takes=_T, state=True),
    Sink("clear-key", "restate.Clear($ctx, $v)\n", takes=_T, state=True),
    Sink(
        "run-name",
        "_, err$n := restate.Run($ctx, func(restate.RunContext) (bool, error) { return true, nil }, "
        "restate.WithName($v))\n" + _IF,
        takes=_T,
    ),
    Sink(
        "send-payload", 'restate.ServiceSend($ctx, "Echo", "Note").Send(fmt.Sprint($v))\n', imports=("fmt",)
    ),
    Sink(
        "call-payload",
        'said$n, err$n := restate.Service[string]($ctx, "Echo", "Say").Request($v)\n' + _IF + "_ = said$n\n",
        takes=_T,
    ),
    Sink(
        "call-struct",
        'said$n, err$n := restate.Service[targets.Order]($ctx, "Echo", "Order")'
        '.Request(targets.Order{Number: $v, Label: "x"})\n' + _IF + "_ = said$n\n",
        takes=_N,
        imports=("targets",),
    ),
    Sink("object-key", 'restate.ObjectSend($ctx, "Shelf", $v, "Note").Send("x")\n', takes=_T),
    Sink(
        "idempotency-key",
        'restate.ServiceSend($ctx, "Echo", "Note").Send("x", restate.WithIdempotencyKey($v))\n',
        takes=_T,
    ),
    Sink(
        "header",
        'restate.ServiceSend($ctx, "Echo", "Note").Send("x", '
        'restate.WithHeaders(map[string]string{"mark": $v}))\n',
        takes=_T,
    ),
    Sink(
        "resolved-value",
        "open$n := restate.Awakeable[string]($ctx)\n"
        "restate.ResolveAwakeable($ctx, open$n.Id(), $v)\n"
        "if _, err$n := open$n.Result(); err$n != nil {\n$fail\n}\n",
        takes=_T,
    ),
    Sink(
        "promise-value",
        'if err$n := restate.Promise[string]($ctx, "kept$n").Resolve($v); err$n != nil {\n$fail\n}\n',
        takes=_T,
        workflow=True,
    ),
    Sink(
        "promise-name",
        'if err$n := restate.Promise[string]($ctx, $v).Resolve("x"); err$n != nil {\n$fail\n}\n',
        takes=_T,
        workflow=True,
    ),
    Sink("branch-operation", "if $v%2 == 0 {\n" + _STEP + "}\n", takes=_N),
    Sink(
        "branch-set",
        'if $v%2 == 0 {\nrestate.Set($ctx, "even$n", true)\n} else {\nrestate.Set($ctx, "odd$n", true)\n}\n',
        takes=_N,
        state=True,
    ),
    Sink(
        "branch-send",
        'switch $v % 2 {\ncase 0:\nrestate.ServiceSend($ctx, "Echo", "Note").Send("even")\ndefault:\n'
        'restate.ServiceSend($ctx, "Echo", "Note").Send("odd")\n}\n',
        takes=_N,
    ),
    Sink("branch-return", "if $v%2 == 0 {\n$stop\n}\n" + _STEP, takes=_N, apart=True),
    Sink("loop-count", "for range $v%3 + 1 {\n" + _STEP + "}\n" + _NAP, takes=_N, imports=("time",)),
    Sink(
        "loop-break",
        "for at := range 4 {\nif ($v+int64(at))%2 == 0 {\nbreak\n}\n" + _STEP + "}\n" + _NAP,
        takes=_N,
        imports=("time",),
    ),
    Sink(
        "loop-continue",
        "for at := range 4 {\nif ($v/2+int64(at))%3 == 0 {\ncontinue\n}\n"
        'restate.ServiceSend($ctx, "Echo", "Note").Send(fmt.Sprint(at))\n}\n',
        takes=_N,
        imports=("fmt",),
    ),
    Sink(
        "sleep-duration",
        "if err$n := restate.Sleep($ctx, time.Duration($v%5)*time.Millisecond); err$n != nil {\n$fail\n}\n",
        takes=_N,
        imports=("time",),
    ),
    Sink(
        "send-delay",
        'restate.ServiceSend($ctx, "Echo", "Note").Send("x", '
        "restate.WithDelay(time.Duration($v%5)*time.Millisecond))\n",
        takes=_N,
        imports=("time",),
    ),
    Sink(
        "run-input",
        "if err$n := restate.RunVoid($ctx, func(restate.RunContext) error {\n"
        "_ = fmt.Sprint($v)\nreturn nil\n}, "
        'restate.WithName("use $n")); err$n != nil {\n$fail\n}\n',
        imports=("fmt",),
    ),
    Sink(
        "run-result",
        "same$n, err$n := restate.Run($ctx, func(restate.RunContext) ($T, error) { return $v, nil }, "
        'restate.WithName("keep $n"))\n' + _IF + 'restate.Set($ctx, "kept$n", same$n)\n',
        state=True,
    ),
    Sink("result", "fmt.Sprint($v)", result=True, imports=("fmt",)),
    Sink("log", '$ctx.Log().Info("value", "value", $v)\n'),
    Sink("slog", 'slog.Debug("value", "value", $v)\n', imports=("log/slog",)),
    Sink("nothing", "_ = $v\n"),
)
"""All of them."""
