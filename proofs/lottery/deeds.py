"""What drawn programs do that is no value on its way: the operations around it, and effects."""

from __future__ import annotations

from proofs.lottery.recipe import Deed

_IF = "if err$n != nil {\n$fail\n}\n"
_POST = 'answer$n, err$n := http.Post($in.World, "text/plain", nil)\n' + _IF + "_ = answer$n.Body.Close()\n"
_POST_IN_RUN = (
    'answer, err := http.Post($in.World, "text/plain", nil)\nif err != nil {\nreturn err\n}\n'
    "return answer.Body.Close()\n"
)
_POSTS = (
    "func post$n$name(url string) error {\n"
    'answer, err := http.Post(url, "text/plain", nil)\nif err != nil {\nreturn err\n}\n'
    "return answer.Body.Close()\n}\n"
)
_MAP = 'map[string]int64{"ash": 1, "bay": 2, "elm": 3, "fir": 4, "fig": 5, "gum": 6, "hop": 7, "ivy": 8}'

AROUND: tuple[Deed, ...] = (
    Deed(
        "sleep",
        "around",
        "if err$n := restate.Sleep($ctx, time.Millisecond); err$n != nil {\n$fail\n}\n",
        imports=("time",),
    ),
    Deed(
        "run",
        "around",
        "priced$n, err$n := restate.Run($ctx, func(restate.RunContext) (int64, error) {\n"
        'return $in.Number * 2, nil\n}, restate.WithName("price $n"))\n'
        + _IF
        + 'if priced$n != $in.Number*2 {\nreturn "differs", nil\n}\n',
    ),
    Deed(
        "set",
        "around",
        'restate.Set($ctx, "status$n", "begun")\n',
        state=True,
    ),
    Deed(
        "set-and-get",
        "around",
        'restate.Set($ctx, "number$n", $in.Number)\n'
        'number$n, err$n := restate.Get[int64]($ctx, "number$n")\n'
        + _IF
        + 'if number$n != $in.Number {\nreturn "differs", nil\n}\n',
        state=True,
    ),
    Deed(
        "count",
        "around",
        'runs$n, err$n := restate.Get[int]($ctx, "runs$n")\n'
        + _IF
        + 'restate.Set($ctx, "runs$n", runs$n+1)\n',
        state=True,
    ),
    Deed(
        "call",
        "around",
        'said$n, err$n := restate.Service[string]($ctx, "Echo", "Say").Request($in.Text)\n'
        + _IF
        + 'if said$n != $in.Text {\nreturn "differs", nil\n}\n',
    ),
    Deed("send", "around", 'restate.ServiceSend($ctx, "Echo", "Note").Send("begun")\n'),
    Deed(
        "fan-out",
        "around",
        "var pending$n []restate.ResponseFuture[string]\nfor range 3 {\n"
        'asked := restate.Service[string]($ctx, "Echo", "Say").RequestFuture($in.Text)\n'
        "pending$n = append(pending$n, asked)\n}\n"
        "for _, each := range pending$n {\nif _, err$n := each.Response(); err$n != nil {\n$fail\n}\n}\n",
    ),
    Deed(
        "awakeable",
        "around",
        "open$n := restate.Awakeable[string]($ctx)\n"
        'restate.ResolveAwakeable($ctx, open$n.Id(), "come")\n'
        "if _, err$n := open$n.Result(); err$n != nil {\n$fail\n}\n",
    ),
    Deed(
        "promise",
        "around",
        'if err$n := restate.Promise[string]($ctx, "done$n").Resolve("yes"); err$n != nil {\n$fail\n}\n',
        workflow=True,
    ),
    Deed("log", "around", '$ctx.Log().Info("going on", "number", $in.Number)\n'),
)
"""What stands around values: operations, none of which a replay changes."""

EFFECTS: tuple[Deed, ...] = (
    Deed(
        "post-in-run",
        "effect",
        "if err$n := restate.RunVoid($ctx, func(restate.RunContext) error {\n"
        + _POST_IN_RUN
        + '}, restate.WithName("post $n")); err$n != nil {\n$fail\n}\n',
        imports=("net/http",),
        acts=1,
    ),
    Deed(
        "helper-in-run",
        "effect",
        "if err$n := restate.RunVoid($ctx, func(restate.RunContext) error {\nreturn post$n$name($in.World)\n"
        '}, restate.WithName("post $n")); err$n != nil {\n$fail\n}\n',
        tops=_POSTS,
        imports=("net/http",),
        acts=1,
    ),
    Deed(
        "sagas",
        "effect",
        "undo$n := []func() error{func() error {\n"
        "return restate.RunVoid($ctx, func(restate.RunContext) error {\nreturn post$n$name($in.World)\n"
        '}, restate.WithName("undo $n"))\n}}\n'
        "for _, each := range undo$n {\nif err$n := each(); err$n != nil {\n$fail\n}\n}\n",
        tops=_POSTS,
        imports=("net/http",),
        acts=1,
    ),
    Deed("post", "effect", _POST, imports=("net/http",), acts=1, safe=False),
    Deed(
        "post-in-helper",
        "effect",
        "if err$n := post$n$name($in.World); err$n != nil {\n$fail\n}\n",
        tops=_POSTS,
        imports=("net/http",),
        acts=1,
        safe=False,
    ),
    Deed(
        "post-in-helpers",
        "effect",
        "if err$n := outer$n$name($in.World); err$n != nil {\n$fail\n}\n",
        tops=(
            _POSTS
            + "\nfunc outer$n$name(url string) error { return middle$n$name(url) }\n\n"
            + "func middle$n$name(url string) error { return post$n$name(url) }\n"
        ),
        imports=("net/http",),
        acts=1,
        safe=False,
    ),
    Deed(
        "post-in-closure",
        "effect",
        "post$n := func() error {\n" + _POST_IN_RUN + "}\nif err$n := post$n(); err$n != nil {\n$fail\n}\n",
        imports=("net/http",),
        acts=1,
        safe=False,
    ),
    Deed(
        "post-by-field",
        "effect",
        "tool$n := struct{ post func(string) error }{post: post$n$name}\n"
        "if err$n := tool$n.post($in.World); err$n != nil {\n$fail\n}\n",
        tops=_POSTS,
        imports=("net/http",),
        acts=1,
        safe=False,
    ),
    Deed(
        "post-by-interface",
        "effect",
        "var poster$n poster$n$name = client$n$name{}\n"
        "if err$n := poster$n.Post$n$name($in.World); err$n != nil {\n$fail\n}\n",
        tops=(
            "type poster$n$name interface{ Post$n$name(url string) error }\n\ntype client$n$name struct{}\n\n"
            "func (client$n$name) Post$n$name(url string) error { return post$n$name(url) }\n\n" + _POSTS
        ),
        imports=("net/http",),
        acts=1,
        safe=False,
    ),
    Deed(
        "post-in-goroutine",
        "effect",
        "var group$n sync.WaitGroup\ngroup$n.Add(1)\ngo func() {\ndefer group$n.Done()\n"
        "_ = post$n$name($in.World)\n}()\ngroup$n.Wait()\n",
        tops=_POSTS,
        imports=("net/http", "sync"),
        acts=1,
        safe=False,
    ),
    Deed(
        "post-in-defer",
        "effect",
        "defer func() { _ = post$n$name($in.World) }()\n",
        tops=_POSTS,
        imports=("net/http",),
        acts=1,
        safe=False,
    ),
)
"""What acts on the world once: inside Run, where it stays so, and outside."""

FAULTS: tuple[Deed, ...] = (
    Deed(
        "map-sets",
        "map-loop",
        f"for word, count := range {_MAP} {{\nrestate.Set($ctx, word, count)\n}}\n",
        state=True,
        safe=False,
    ),
    Deed(
        "map-sends",
        "map-loop",
        f'for word := range {_MAP} {{\nrestate.ServiceSend($ctx, "Echo", "Note").Send(word)\n}}\n',
        safe=False,
    ),
    Deed(
        "map-runs",
        "map-loop",
        f"for word := range {_MAP} {{\n"
        "if err$n := restate.RunVoid($ctx, func(restate.RunContext) error { return nil }, "
        'restate.WithName("count "+word)); err$n != nil {\n$fail\n}\n}\n',
        safe=False,
    ),
    Deed(
        "map-futures",
        "map-loop",
        f"var pending$n []restate.ResponseFuture[string]\nfor word := range {_MAP} {{\n"
        'pending$n = append(pending$n, restate.Service[string]($ctx, "Echo", "Say").RequestFuture(word))\n}\n'
        "for _, each := range pending$n {\nif _, err$n := each.Response(); err$n != nil {\n$fail\n}\n}\n",
        safe=False,
    ),
    Deed(
        "map-helper-sets",
        "map-loop",
        f"for word := range {_MAP} {{\nkeep$n$name($ctx, word)\n}}\n",
        tops='func keep$n$name(ctx restate.ObjectContext, word string) { restate.Set(ctx, word, "x") }\n',
        state=True,
        safe=False,
    ),
    Deed(
        "sorted-sets",
        "map-loop",
        f"words$n := {_MAP}\n"
        "for _, word := range slices.Sorted(maps.Keys(words$n)) {\n"
        "restate.Set($ctx, word, words$n[word])\n}\n",
        imports=("maps", "slices"),
        state=True,
    ),
    Deed(
        "set-in-run",
        "context",
        "if err$n := restate.RunVoid($ctx, func(restate.RunContext) error {\n"
        'restate.Set($ctx, "inside$n", true)\nreturn nil\n}, restate.WithName("set $n")); err$n != nil {\n'
        "$fail\n}\n",
        state=True,
        safe=False,
    ),
    Deed(
        "send-in-run",
        "context",
        "if err$n := restate.RunVoid($ctx, func(restate.RunContext) error {\n"
        'restate.ServiceSend($ctx, "Echo", "Note").Send("inside")\nreturn nil\n}, '
        'restate.WithName("send $n")); err$n != nil {\n$fail\n}\n',
        safe=False,
    ),
    Deed(
        "sleep-in-run-by-helper",
        "context",
        "if err$n := restate.RunVoid($ctx, func(restate.RunContext) error {\nreturn wait$n$name($ctx)\n}, "
        'restate.WithName("wait $n")); err$n != nil {\n$fail\n}\n',
        tops=(
            "func wait$n$name(ctx restate.Context) error {\nreturn restate.Sleep(ctx, time.Millisecond)\n}\n"
        ),
        imports=("time",),
        safe=False,
    ),
    Deed(
        "random-in-run",
        "context",
        "if _, err$n := restate.Run($ctx, func(restate.RunContext) (int64, error) {\n"
        'return restate.Rand($ctx).Int64(), nil\n}, restate.WithName("draw $n")); err$n != nil {\n$fail\n}\n'
        'restate.ServiceSend($ctx, "Echo", "Note").Send(restate.UUID($ctx).String())\n',
        safe=False,
    ),
    Deed(
        "swallowed",
        "recover",
        "func() {\ndefer func() { _ = recover() }()\n_ = restate.Sleep($ctx, 30*time.Millisecond)\n}()\n"
        'restate.ServiceSend($ctx, "Echo", "Note").Send("late")\n',
        imports=("time",),
        safe=False,
    ),
)
"""What breaks by itself, and what is like it."""
