"""Where values come from in drawn programs: what differs on a replay, and what does not."""

from __future__ import annotations

from proofs.lottery.recipe import Source, Type

_N, _T = Type.NUMBER, Type.TEXT
_MAP = (
    'map[string]int64{"ash": 1, "bay": 2, "elm": 3, "fir": 4, "fig": 5, "gum": 6, "hop": 7, "ivy": 8, '
    '"oak": 9, "nut": 10, "pea": 11, "rue": 12, "sal": 13, "tea": 14, "yew": 15, "yam": 16}'
)
_WORDS = f"words$n := {_MAP}\n"
_READ = """\
body$n, err$n := io.ReadAll(answer$n.Body)
_ = answer$n.Body.Close()
if err$n != nil {
$fail
}
"""
_IF = "if err$n != nil {\n$fail\n}\n"

UNSAFE: tuple[Source, ...] = (
    Source("clock-nanos", "clock", _N, "time.Now().UnixNano()", imports=("time",)),
    Source("clock-text", "clock", _T, "time.Now().Format(time.RFC3339Nano)", imports=("time",)),
    Source("clock-year-day", "clock", _N, "int64(time.Now().YearDay())", imports=("time",)),
    Source("clock-date", "clock", _T, "time.Now().Format(time.DateOnly)", imports=("time",)),
    Source(
        "clock-since",
        "clock",
        _N,
        "time.Since(begun$n).Nanoseconds()",
        before="begun$n := time.Unix($in.Number, 0)\n",
        imports=("time",),
    ),
    Source(
        "clock-until",
        "clock",
        _N,
        "int64(time.Until(time.Unix($in.Number, 0)))",
        imports=("time",),
    ),
    Source(
        "clock-variable",
        "clock",
        _N,
        "now$n().UnixMicro()",
        tops="var now$n = time.Now\n",
        imports=("time",),
    ),
    Source(
        "clock-interface",
        "clock",
        _N,
        "$self.clock$n.Now().UnixNano()",
        tops=(
            "type clock$n interface{ Now() time.Time }\n\ntype system$n struct{}\n\n"
            "func (system$n) Now() time.Time { return time.Now() }\n"
        ),
        field="clock$n clock$n",
        setting="clock$n: system$n{}",
        imports=("time",),
    ),
    Source("random-global", "random", _N, "rand.Int64N(1_000_000) + 1", imports=("math/rand/v2",)),
    Source("random-text", "random", _T, "crand.Text()", imports=("crypto/rand",)),
    Source(
        "random-float",
        "random",
        _T,
        "strconv.FormatFloat(rand.Float64(), 'f', -1, 64)",
        imports=("math/rand/v2", "strconv"),
    ),
    Source(
        "random-buffer",
        "random",
        _T,
        "hex.EncodeToString(buffer$n)",
        before=(
            "buffer$n := make([]byte, 8)\nif _, err$n := crand.Read(buffer$n); err$n != nil {\n$fail\n}\n"
        ),
        imports=("crypto/rand", "encoding/hex"),
    ),
    Source(
        "random-seeded-by-clock",
        "random",
        _N,
        "dice$n.Int64N(1_000_000) + 1",
        before="dice$n := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 7))\n",
        imports=("math/rand/v2", "time"),
    ),
    Source(
        "random-shuffle",
        "random",
        _T,
        'strings.Join(cards$n, "")',
        before=(
            'cards$n := []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}\n'
            "rand.Shuffle(len(cards$n), func(i, j int) { cards$n[i], cards$n[j] = cards$n[j], cards$n[i] })\n"
        ),
        imports=("math/rand/v2", "strings"),
    ),
    Source(
        "random-field",
        "random",
        _N,
        "$self.dice$n.Int64N(1_000_000) + 1",
        field="dice$n *rand.Rand",
        setting="dice$n: rand.New(rand.NewPCG(1, 2))",
        imports=("math/rand/v2",),
    ),
    Source("id-string", "id", _T, "uuid.NewString()", imports=("github.com/google/uuid",)),
    Source("id-new", "id", _T, "uuid.New().String()", imports=("github.com/google/uuid",)),
    Source(
        "id-v7",
        "id",
        _T,
        "id$n.String()",
        before="id$n, err$n := uuid.NewV7()\n" + _IF,
        imports=("github.com/google/uuid",),
    ),
    Source(
        "id-must",
        "id",
        _T,
        "uuid.Must(uuid.NewRandom()).String()",
        imports=("github.com/google/uuid",),
    ),
    Source("environment-get", "environment", _T, 'os.Getenv("LOTTERY_TURN")', imports=("os",)),
    Source(
        "environment-lookup",
        "environment",
        _T,
        "turn$n",
        before=('turn$n, found$n := os.LookupEnv("LOTTERY_TURN")\nif !found$n {\nturn$n = "unset"\n}\n'),
        imports=("os",),
    ),
    Source("environment-expand", "environment", _T, 'os.ExpandEnv("turn $$LOTTERY_TURN")', imports=("os",)),
    Source(
        "map-first",
        "map",
        _T,
        "first$n",
        before=_WORDS + 'first$n := ""\nfor word := range words$n {\nfirst$n = word\nbreak\n}\n',
    ),
    Source(
        "map-last",
        "map",
        _T,
        "last$n",
        before=_WORDS + "var last$n string\nfor word := range words$n {\nlast$n = word\n}\n",
    ),
    Source(
        "map-joined",
        "map",
        _T,
        'strings.Join(listed$n, ",")',
        before=(
            _WORDS
            + "var listed$n []string\nfor word := range words$n {\nlisted$n = append(listed$n, word)\n}\n"
        ),
        imports=("strings",),
    ),
    Source(
        "map-indexed",
        "map",
        _T,
        "listed$n[0] + listed$n[5]",
        before=(
            _WORDS
            + "listed$n := make([]string, 0, len(words$n))\n"
            + "for word := range words$n {\nlisted$n = append(listed$n, word)\n}\n"
        ),
    ),
    Source(
        "map-keys",
        "map",
        _T,
        'strings.Join(slices.Collect(maps.Keys(words$n)), ",")',
        before=_WORDS,
        imports=("maps", "slices", "strings"),
    ),
    Source(
        "map-built",
        "map",
        _T,
        "text$n.String()",
        before=(
            _WORDS
            + "var text$n strings.Builder\nfor word, count := range words$n {\n"
            + 'fmt.Fprintf(&text$n, "%s=%d;", word, count)\n}\n'
        ),
        imports=("fmt", "strings"),
    ),
    Source(
        "map-concatenated",
        "map",
        _T,
        "text$n",
        before=_WORDS + 'text$n := ""\nfor word := range words$n {\ntext$n += word + " "\n}\n',
    ),
    Source(
        "counter-variable",
        "counter",
        _N,
        "count$n",
        before="count$n++\n",
        tops="var count$n int64\n",
    ),
    Source(
        "counter-atomic",
        "counter",
        _N,
        "count$n.Add(1)",
        tops="var count$n atomic.Int64\n",
        imports=("sync/atomic",),
    ),
    Source(
        "counter-field", "counter", _N, "$self.count$n", before="$self.count$n++\n", field="count$n int64"
    ),
    Source(
        "counter-atomic-field",
        "counter",
        _N,
        "$self.count$n.Add(1)",
        field="count$n atomic.Int64",
        imports=("sync/atomic",),
    ),
    Source(
        "counter-map",
        "counter",
        _N,
        'seen$n["all"]',
        before='guard$n.Lock()\nseen$n["all"]++\nguard$n.Unlock()\n',
        tops="var (\nguard$n sync.Mutex\nseen$n = map[string]int64{}\n)\n",
        imports=("sync",),
    ),
    Source(
        "counter-list",
        "counter",
        _N,
        "int64(len(seen$n))",
        before="seen$n = append(seen$n, $in.World)\n",
        tops="var seen$n []string\n",
    ),
    Source(
        "file-read",
        "file",
        _T,
        "string(content$n)",
        before="content$n, err$n := os.ReadFile($in.File)\n" + _IF,
        imports=("os",),
    ),
    Source(
        "file-time",
        "file",
        _T,
        "info$n.ModTime().Format(time.RFC3339Nano)",
        before="info$n, err$n := os.Stat($in.File)\n" + _IF,
        imports=("os", "time"),
    ),
    Source(
        "file-open",
        "file",
        _T,
        "string(content$n)",
        before=(
            "file$n, err$n := os.Open($in.File)\n"
            + _IF
            + "defer file$n.Close()\ncontent$n, err$n := io.ReadAll(file$n)\n"
            + _IF
        ),
        imports=("io", "os"),
    ),
    Source(
        "network-get",
        "network",
        _T,
        "string(body$n)",
        before="answer$n, err$n := http.Get($in.World)\n" + _IF + _READ,
        imports=("io", "net/http"),
    ),
    Source(
        "network-do",
        "network",
        _T,
        "string(body$n)",
        before=(
            "request$n, err$n := http.NewRequest(http.MethodGet, $in.World, nil)\n"
            + _IF
            + "answer$n, err$n := http.DefaultClient.Do(request$n)\n"
            + _IF
            + _READ
        ),
        imports=("io", "net/http"),
    ),
    Source(
        "network-field",
        "network",
        _T,
        "string(body$n)",
        before="answer$n, err$n := $self.client$n.Get($in.World)\n" + _IF + _READ,
        field="client$n *http.Client",
        setting="client$n: &http.Client{Timeout: time.Minute}",
        imports=("io", "net/http", "time"),
    ),
    Source(
        "select-ready",
        "select",
        _T,
        "won$n",
        before=(
            "left$n, right$n := make(chan string, 1), make(chan string, 1)\n"
            'left$n <- "left"\nright$n <- "right"\nvar won$n string\n'
            "select {\ncase won$n = <-left$n:\ncase won$n = <-right$n:\n}\n"
        ),
    ),
)
"""What gives another value on a replay: always, or every other time."""

SAFE: tuple[Source, ...] = (
    Source("constant-text", "constant", _T, '"paid"', safe=True),
    Source("constant-number", "constant", _N, "int64(42)", safe=True),
    Source("constant-variable", "constant", _T, "label$n", tops='var label$n = "paid"\n', safe=True),
    Source("input-number", "input", _N, "$in.Number", safe=True),
    Source("input-text", "input", _T, "$in.Text", safe=True),
    Source("input-time", "input", _N, "time.Unix($in.Number, 0).UnixNano()", imports=("time",), safe=True),
    Source("restate-random", "restate", _N, "restate.Rand($ctx).Int64N(1_000) + 1", durable=True, safe=True),
    Source("restate-uuid", "restate", _T, "restate.UUID($ctx).String()", durable=True, safe=True),
    Source(
        "restate-source",
        "restate",
        _N,
        "dice$n.Int64N(1_000) + 1",
        before="dice$n := rand.New(restate.RandSource($ctx))\n",
        imports=("math/rand/v2",),
        durable=True,
        safe=True,
    ),
    Source("restate-request", "restate", _T, "$ctx.Request().ID", durable=True, safe=True),
    Source(
        "restate-call",
        "restate",
        _T,
        "said$n",
        before=('said$n, err$n := restate.Service[string]($ctx, "Echo", "Say").Request($in.Text)\n' + _IF),
        durable=True,
        safe=True,
    ),
    Source(
        "random-seeded",
        "seeded",
        _N,
        "dice$n.Int64N(1_000) + 1",
        before="dice$n := rand.New(rand.NewPCG(uint64($in.Number), 7))\n",
        imports=("math/rand/v2",),
        safe=True,
    ),
    Source(
        "id-hashed",
        "seeded",
        _T,
        "uuid.NewSHA1(uuid.NameSpaceURL, []byte($in.Text)).String()",
        imports=("github.com/google/uuid",),
        safe=True,
    ),
    Source(
        "map-sorted",
        "sorted",
        _T,
        'strings.Join(slices.Sorted(maps.Keys(words$n)), ",")',
        before=_WORDS,
        imports=("maps", "slices", "strings"),
        safe=True,
    ),
    Source(
        "map-sorted-later",
        "sorted",
        _T,
        'strings.Join(listed$n, ",")',
        before=(
            _WORDS
            + "listed$n := make([]string, 0, len(words$n))\n"
            + "for word := range words$n {\nlisted$n = append(listed$n, word)\n}\nsort.Strings(listed$n)\n"
        ),
        imports=("sort", "strings"),
        safe=True,
    ),
    Source(
        "map-sum",
        "sorted",
        _N,
        "total$n",
        before=_WORDS + "total$n := int64(0)\nfor _, count := range words$n {\ntotal$n += count\n}\n",
        safe=True,
    ),
    Source("map-length", "sorted", _N, "int64(len(words$n))", before=_WORDS, safe=True),
    Source("map-printed", "sorted", _T, "fmt.Sprint(words$n)", before=_WORDS, imports=("fmt",), safe=True),
    Source(
        "map-marshalled",
        "sorted",
        _T,
        "string(encoded$n)",
        before=_WORDS + "encoded$n, err$n := json.Marshal(words$n)\n" + _IF,
        imports=("encoding/json",),
        safe=True,
    ),
    Source(
        "map-looked-up",
        "sorted",
        _N,
        'words$n["oak"]',
        before=_WORDS,
        safe=True,
    ),
    Source(
        "map-largest",
        "sorted",
        _N,
        "most$n",
        before=(
            _WORDS + "most$n := int64(0)\nfor _, count := range words$n {\nmost$n = max(most$n, count)\n}\n"
        ),
        safe=True,
    ),
)
"""What a replay gets again."""
