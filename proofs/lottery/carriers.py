"""What values go through in drawn programs, from their source to their sink."""

from __future__ import annotations

from proofs.lottery.recipe import Carrier, Type

_N, _T = Type.NUMBER, Type.TEXT

CARRIERS: tuple[Carrier, ...] = (
    Carrier("local", "kept$n", before="kept$n := $v\n"),
    Carrier("locals", "second$n", before="first$n := $v\nsecond$n := first$n\n"),
    Carrier("declared", "kept$n", before="var kept$n $T\nkept$n = $v\n"),
    Carrier("pair", "kept$n", before="kept$n, _ := $v, true\n"),
    Carrier(
        "swap",
        "left$n",
        before="left$n, right$n := $T($z), $v\nleft$n, right$n = right$n, left$n\n_ = right$n\n",
    ),
    Carrier("arithmetic", "($v*3 + 1)", takes=_N),
    Carrier("compound", "sum$n", takes=_N, before="sum$n := int64(7)\nsum$n += $v\n"),
    Carrier("negated", "(-$v)", takes=_N),
    Carrier("concatenation", '("order-" + $v)', takes=_T),
    Carrier("slice-of-text", '("order-" + $v)[1:]', takes=_T),
    Carrier("upper", "strings.ToUpper($v)", takes=_T, imports=("strings",)),
    Carrier("formatted", 'fmt.Sprintf("order-%v", $v)', gives=_T, imports=("fmt",)),
    Carrier("printed", "fmt.Sprint($v)", gives=_T, imports=("fmt",)),
    Carrier("itoa", "strconv.FormatInt($v, 10)", takes=_N, gives=_T, imports=("strconv",)),
    Carrier("hashed", "int64(crc32.ChecksumIEEE([]byte($v)))", takes=_T, gives=_N, imports=("hash/crc32",)),
    Carrier(
        "digest",
        "hex.EncodeToString(sum$n[:])",
        takes=_T,
        before="sum$n := sha256.Sum256([]byte($v))\n",
        imports=("crypto/sha256", "encoding/hex"),
    ),
    Carrier(
        "hasher",
        "hex.EncodeToString(hash$n.Sum(nil))",
        takes=_T,
        before="hash$n := sha256.New()\nhash$n.Write([]byte($v))\n",
        imports=("crypto/sha256", "encoding/hex"),
    ),
    Carrier("bytes", "string(raw$n)", takes=_T, before="raw$n := []byte($v)\n"),
    Carrier("field", "box$n.value", before="var box$n struct{ value $T }\nbox$n.value = $v\n"),
    Carrier(
        "field-of-pointer",
        "box$n.value",
        before="box$n := &box$n$name{}\nbox$n.value = $v\n",
        tops="type box$n$name struct{ value $T }\n",
    ),
    Carrier(
        "composite",
        "order$n.value",
        before='order$n := order$n$name{label: "x", value: $v}\n',
        tops="type order$n$name struct {\nlabel string\nvalue $T\n}\n",
    ),
    Carrier(
        "nested",
        "order$n.inner.value",
        before="order$n := outer$n$name{inner: inner$n$name{$v}}\n",
        tops="type inner$n$name struct{ value $T }\n\ntype outer$n$name struct{ inner inner$n$name }\n",
    ),
    Carrier(
        "embedded",
        "order$n.value",
        before="order$n := outer$n$name{base$n$name{value: $v}}\n",
        tops="type base$n$name struct{ value $T }\n\ntype outer$n$name struct{ base$n$name }\n",
    ),
    Carrier("slice", "list$n[0]", before="list$n := []$T{$v, $z}\n"),
    Carrier("slice-element", "list$n[1]", before="list$n := make([]$T, 2)\nlist$n[1] = $v\n"),
    Carrier("appended", "list$n[len(list$n)-1]", before="var list$n []$T\nlist$n = append(list$n, $v)\n"),
    Carrier(
        "slice-in-loop",
        'strings.Join(list$n, ",")',
        takes=_T,
        before="var list$n []string\nfor range 3 {\nlist$n = append(list$n, $v)\n}\n",
        imports=("strings",),
    ),
    Carrier(
        "loop-sum",
        "sum$n",
        takes=_N,
        before="sum$n := int64(1)\nfor range 3 {\nsum$n += $v\n}\n",
    ),
    Carrier(
        "range-slice",
        "last$n",
        before="var last$n $T\nfor _, each := range []$T{$v} {\nlast$n = each\n}\n",
    ),
    Carrier("map-value", 'table$n["k"]', before='table$n := map[string]$T{"k": $v}\n'),
    Carrier("map-entry", 'table$n["k"]', before='table$n := map[string]$T{}\ntable$n["k"] = $v\n'),
    Carrier("array", "list$n[1]", before="list$n := [2]$T{$z, $v}\n"),
    Carrier("pointer", "*pointer$n", before="kept$n := $v\npointer$n := &kept$n\n"),
    Carrier(
        "through-pointer",
        "kept$n",
        before="var kept$n $T\npointer$n := &kept$n\n*pointer$n = $v\n",
    ),
    Carrier(
        "filled",
        "kept$n",
        before="var kept$n $T\nfill$n$name(&kept$n, $v)\n",
        tops="func fill$n$name(into *$T, value $T) { *into = value }\n",
    ),
    Carrier(
        "helper",
        "same$n$name($v)",
        tops="func same$n$name(value $T) $T { return value }\n",
    ),
    Carrier(
        "helpers",
        "outer$n$name($v)",
        tops=(
            "func outer$n$name(value $T) $T { return inner$n$name(value) }\n\n"
            "func inner$n$name(value $T) $T {\nkept := value\nreturn kept\n}\n"
        ),
    ),
    Carrier(
        "helpers-three-deep",
        "outer$n$name($v)",
        tops=(
            "func outer$n$name(value $T) $T { return middle$n$name(value) }\n\n"
            "func middle$n$name(value $T) $T { return inner$n$name(value, true) }\n\n"
            "func inner$n$name(value $T, keep bool) $T {\nif !keep {\nreturn $z\n}\nreturn value\n}\n"
        ),
    ),
    Carrier(
        "helper-with-named-result",
        "named$n$name($v)",
        tops="func named$n$name(value $T) (kept $T) {\nkept = value\nreturn\n}\n",
    ),
    Carrier(
        "helper-with-error",
        "checked$n",
        before="checked$n, err$n := check$n$name($v)\nif err$n != nil {\n$fail\n}\n",
        tops="func check$n$name(value $T) ($T, error) { return value, nil }\n",
    ),
    Carrier(
        "helper-with-struct",
        "make$n$name($v).value",
        tops=(
            "type made$n$name struct{ value $T }\n\n"
            "func make$n$name(value $T) made$n$name { return made$n$name{value: value} }\n"
        ),
    ),
    Carrier(
        "variadic",
        "first$n$name($v, $z)",
        tops="func first$n$name(values ...$T) $T { return values[0] }\n",
    ),
    Carrier(
        "method",
        "(box$n$name{$v}).get()",
        tops="type box$n$name struct{ value $T }\n\nfunc (b box$n$name) get() $T { return b.value }\n",
    ),
    Carrier(
        "setter",
        "box$n.value",
        before="box$n := &box$n$name{}\nbox$n.set($v)\n",
        tops="type box$n$name struct{ value $T }\n\nfunc (b *box$n$name) set(value $T) { b.value = value }\n",
    ),
    Carrier(
        "stringer",
        "named$n.String()",
        gives=_T,
        before="var named$n fmt.Stringer = label$n$name{$v}\n",
        tops=(
            "type label$n$name struct{ value $T }\n\n"
            "func (l label$n$name) String() string { return fmt.Sprint(l.value) }\n"
        ),
        imports=("fmt",),
    ),
    Carrier("closure", "get$n()", before="get$n := func() $T { return $v }\n"),
    Carrier("closure-sets", "kept$n", before="var kept$n $T\nfunc() {\nkept$n = $v\n}()\n"),
    Carrier(
        "closure-called-twice",
        "twice$n($v)",
        before="twice$n := func(value $T) $T { return value }\n_ = twice$n($z)\n",
    ),
    Carrier(
        "function-value",
        "apply$n$name(func(value $T) $T { return value }, $v)",
        tops="func apply$n$name(what func($T) $T, value $T) $T { return what(value) }\n",
    ),
    Carrier(
        "function-field",
        "tool$n.what($v)",
        before="tool$n := struct{ what func($T) $T }{what: same$n$name}\n",
        tops="func same$n$name(value $T) $T { return value }\n",
    ),
    Carrier(
        "lazy",
        "lazily$n$name(func() $T { return $v })",
        tops="func lazily$n$name(get func() $T) $T { return get() }\n",
    ),
    Carrier(
        "generic",
        "same$n$name($v)",
        tops="func same$n$name[A any](value A) A { return value }\n",
    ),
    Carrier(
        "generic-type",
        "(box$n$name[$T]{value: $v}).get()",
        tops=(
            "type box$n$name[A any] struct{ value A }\n\nfunc (b box$n$name[A]) get() A { return b.value }\n"
        ),
    ),
    Carrier(
        "generic-map",
        "mapped$n$name([]$T{$v}, func(value $T) $T { return value })[0]",
        tops=(
            "func mapped$n$name[A, B any](values []A, what func(A) B) []B {\nvar given []B\n"
            "for _, value := range values {\ngiven = append(given, what(value))\n}\nreturn given\n}\n"
        ),
    ),
    Carrier(
        "error", "problem$n.Error()", takes=_T, before="problem$n := errors.New($v)\n", imports=("errors",)
    ),
    Carrier(
        "wrapped-error",
        "problem$n.Error()",
        gives=_T,
        before='problem$n := fmt.Errorf("at %v", $v)\n',
        imports=("fmt",),
    ),
    Carrier(
        "error-type",
        "problem$n.value",
        before=(
            "var problem$n *failure$n$name\n"
            "if !errors.As(error(&failure$n$name{$v}), &problem$n) {\nproblem$n = &failure$n$name{}\n}\n"
        ),
        tops=(
            "type failure$n$name struct{ value $T }\n\n"
            'func (failure$n$name) Error() string { return "failed" }\n'
        ),
        imports=("errors",),
    ),
    Carrier(
        "deferred",
        "late$n()",
        before="late$n := func() (kept $T) {\ndefer func() { kept = $v }()\nreturn $z\n}\n",
    ),
    Carrier(
        "if-else",
        "level$n",
        takes=_N,
        gives=_T,
        before='level$n := "low"\nif $v%2 == 0 {\nlevel$n = "high"\n}\n',
    ),
    Carrier(
        "switch",
        "level$n",
        takes=_N,
        gives=_T,
        before=(
            'var level$n string\nswitch {\ncase $v%2 == 0:\nlevel$n = "even"\ndefault:\nlevel$n = "odd"\n}\n'
        ),
    ),
    Carrier(
        "branch-helper",
        "level$n$name($v)",
        takes=_N,
        gives=_T,
        tops=(
            'func level$n$name(value int64) string {\nif value%2 == 0 {\nreturn "even"\n}\nreturn "odd"\n}\n'
        ),
    ),
    Carrier(
        "branch-helper-error",
        "level$n",
        takes=_N,
        gives=_T,
        before='level$n := "fine"\nif check$n$name($v) != nil {\nlevel$n = "broken"\n}\n',
        tops=(
            "func check$n$name(value int64) error {\nif value%2 == 0 {\n"
            'return errors.New("even")\n}\nreturn nil\n}\n'
        ),
        imports=("errors",),
    ),
    Carrier(
        "encoded",
        "string(encoded$n)",
        gives=_T,
        before=(
            'encoded$n, err$n := json.Marshal(map[string]any{"value": $v})\nif err$n != nil {\n$fail\n}\n'
        ),
        imports=("encoding/json",),
    ),
    Carrier(
        "builder",
        "text$n.String()",
        gives=_T,
        before='var text$n strings.Builder\ntext$n.WriteString("value ")\nfmt.Fprint(&text$n, $v)\n',
        imports=("fmt", "strings"),
    ),
    Carrier("any", "loose$n.($T)", before="var loose$n any = $v\n"),
    Carrier(
        "type-switch",
        "kept$n",
        before="var kept$n $T\nswitch value := any($v).(type) {\ncase $T:\nkept$n = value\n}\n",
    ),
    Carrier("channel", "kept$n", before="line$n := make(chan $T, 1)\nline$n <- $v\nkept$n := <-line$n\n"),
    Carrier("larger", "max($v, -1<<60)", takes=_N),
    Carrier("split", 'strings.Split($v+"/x", "/")[0]', takes=_T, imports=("strings",)),
    Carrier(
        "parsed",
        "parsed$n",
        takes=_N,
        before=("parsed$n, err$n := strconv.ParseInt(fmt.Sprint($v), 10, 64)\nif err$n != nil {\n$fail\n}\n"),
        imports=("fmt", "strconv"),
    ),
)
"""All of them; each keeps a difference, if not always by branches."""
