"""Which definitions reach a use: over branches, loops, jumps, parts and closures."""

from __future__ import annotations

import pytest

from tests.golang.flow.snippets import reaching

BRANCHES = """
x := a
use(x) // a
if c {
	x = b
	use(x) // b
}
use(x) // a, b
if d := g(); d {
	x = e
} else if h {
	return
} else {
	x = i
}
use(x) // e, i
"""
SWITCHES = """
var x int
use(x) // <zero>
switch p {
case 1:
	x = a
case 2:
	x = b
	fallthrough
case 3:
	use(x) // <zero>, b
default:
	panic("no")
}
use(x) // <zero>, a, b
switch {
case p > 1 && q > 1:
	x = c
default:
	x = d
}
use(x) // c, d
select {
case y := <-ch:
	x = y
case ch <- 1:
	os.Exit(1)
}
use(x) // y
"""
TYPES = """
var x any
switch v := any(p).(type) {
case int:
	x = v
	use(v) // <switched>
case string, error:
	return
}
use(x) // <zero>, v
"""
LOOPS = """
x, y := a, b
for i := 0; i < p; i++ {
	use(x) // a, c, d
	use(i) // 0, <updated>
	if q > 1 {
		x = c
		continue
	}
	x = d
	if q > 2 {
		y = e
		break
	}
}
use(x) // a, c, d
use(y) // b, e
for k, v := range m {
	use(v) // <range>
	use(k) // <range>
	if v > 1 {
		y = v
	}
}
use(y) // b, e, v
for {
	y = g
	if y > 1 {
		break
	}
}
use(y) // g
"""
JUMPS = """
x := a
outer:
for p > 0 {
	for q > 0 {
		x = b
		if p > q {
			continue outer
		}
		if p < q {
			break outer
		}
		x = c
	}
	use(x) // a, b, c, d
	x = d
}
use(x) // a, b, d
goto end
end:
use(x) // a, b, d, e
x = e
use(x) // e
if p > 1 {
	goto end
}
"""
RESULTS = """
use(p) // <parameter>
use(err) // <zero>
r, err = g()
use(err) // g()#1
v, err := h()
use(err) // h()#1
use(v) // h()
if err := i(); err != nil {
	use(err) // i()
}
use(err) // h()#1
"""
PARTS = """
o := T{A: a}
use(o.A) // T{A: a}
o.B = b
use(o.A) // T{A: a}
use(o.B) // b
use(o) // T{A: a}, b
o.B.C = c
use(o.B.C) // c
use(o.B) // b, c
o.L[0] = d
o.L[1] = e
use(o.L[2]) // T{A: a}, d, e
(*o).A = f
use(o.A) // f
fill(&o.B)
use(o.B.C) // c, <filled>
use(o.A) // f
o = g
use(o.B.C) // g
o.N += 1
use(o.N) // <updated>
clear(m)
m["k"] = a
use(m["k"]) // ?
"""
CLOSURES = """
x, y, z := a, b, c
set := func(v int) { x = v }
use(x) // a
set(1)
use(x) // a, v
x = d
use(x) // d
func() {
	use(x) // d
	y = e
	use(y) // e
}()
use(y) // e
run("n", func() { z = f })
use(z) // c, f
kept = func() { z = g }
z = h
use(z) // g, h
later := func() {
	use(z) // c, f, g, h
}
use2(later)
go func() { y = i }()
y = j
use(y) // i, j
"""
NESTED = """
x := a
func() {
	func() {
		use(x) // a
		x = b
	}()
	use(x) // b
}()
use(x) // b
never := func() {
	panic(x)
}
never()
"""
CALLED_LATER = """
n := a
read := func() {
	use(n) // b, c
}
n = b
read()
n = c
read()
n = d
"""


@pytest.mark.parametrize(
    "code",
    [BRANCHES, SWITCHES, TYPES, LOOPS, JUMPS, RESULTS, PARTS, CLOSURES, NESTED, CALLED_LATER],
    ids=[
        "branches",
        "switches",
        "types",
        "loops",
        "jumps",
        "results",
        "parts",
        "closures",
        "nested",
        "called later",
    ],
)
def test_definitions_reach_uses(code: str) -> None:
    """Each use has the definitions that the comment behind it says, in the order of the text."""
    found = reaching(code)
    assert found
    assert [one for one, _ in found] == [said for _, said in found]
