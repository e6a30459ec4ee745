"""What values come to: through names, fields, literals, calls, closures and conditions."""

from __future__ import annotations

import pytest

from tests.golang.flow.snippets import constants

NAMES = """
x := 1 + 2*3
use(x) // 7
const c = "a" + "b"
use(c) // ab
y := x
if q > 1 {
	y = -4
}
use(y) // -4, 7
use(p) // ?
y += 10
use(y) // 17, 6
ok := !false
use(ok) // True
use((x)) // 7
use(x / 0) // ?
use(int64(x)) // 7
"""
FIELDS = """
o := Order{ID: "a", Customer: Customer{ID: "b"}, Lines: []Line{{N: 1}, {N: 2}}}
use(o.ID) // a
use(o.Customer.ID) // b
use(o.Lines[0].N) // 1, 2
use(o.Other) // ?
o.Customer.ID = "c"
use(o.Customer.ID) // c
use(o.ID) // a
copied := o
o.ID = "d"
use(copied.ID) // a
use(o.ID) // d
m := map[string]int{"x": 1}
m["y"] = 2
use(m["z"]) // 1, 2
for k, v := range m {
	use(v) // 1, 2
	use(k) // x
}
list := append([]int{3}, 4)
list = append(list, list[0], 5)
use(list[1]) // 3, 4, 5
var holder struct{ n int }
holder.n = 6
use(holder.n) // 6
pointer := &Order{ID: "e"}
use(pointer.ID) // e
use((*pointer).ID) // e
"""
CALLS = """
func three() int { return 3 }
func pair(flag bool) (n int, err error) {
	if flag {
		return 1, nil
	}
	n = 2
	return
}
func twice(n int) int { return n + n }
func order(id string) *Order { return &Order{ID: id, Customer: Customer{ID: "c"}} }
func (o *Order) With(n int) *Order { return &Order{N: n, ID: o.ID} }
func forward() (int, error) { return pair(true) }
func given(n int) { use(n) // 8, 9
}
func everywhere(n int) int { return everywhere(n + 1) }
func even(n int) int { if n > 1 { return odd(n) }; return 0 }
func odd(n int) int { if n > 2 { return even(n) }; return 1 }
func f() {
	use(three()) // 3
	n, _ := pair(true)
	use(n) // 1, 2
	m, _ := forward()
	use(m) // 1, 2
	use(twice(twice(three()))) // 12
	o := order("x")
	use(o.ID) // x
	use(o.Customer.ID) // c
	double := func(n int) int { return n * 2 }
	use(double(4)) // 8
	use(func() string { return "now" }()) // now
	given(8)
	given(three() * 3)
	use(everywhere(1)) // ?
	use(even(5)) // 0, 1
	use(limit) // 30
	use(factor) // 4
}
var limit = 30
const factor = 4
"""
CLOSURES = """
x := 1
set := func(n int) { x = n }
set(2)
use(x) // 1, 2
func() {
	x = 3
}()
use(x) // 3
"""
CONDITIONS = """
switch p {
case 402, 409:
	use(p) // 402, 409
case 500:
	use(p) // 500
}
if q == 7 {
	use(q) // 7
	q = 8
	use(q) // 8
}
if same := p == 9; same {
	use(p) // 9
}
x := 1
if q != 3 {
	x = 2
} else {
	use(q) // 3
}
if x == 1 {
	use(x) // 1
} else {
	use(x) // 2
}
if !(q != 4) && p > 1 {
	use(q) // 4
}
"""
LOOPS = """
x, y := 1, 1
for p > 1 {
	x, y = y, x
}
use(x) // 1
n := 0
for n < 10 {
	n = n + 1
}
use(n) // ?
"""


@pytest.mark.parametrize(
    "code",
    [NAMES, FIELDS, CALLS, CLOSURES, CONDITIONS, LOOPS],
    ids=["names", "fields", "calls", "closures", "conditions", "loops"],
)
def test_constants(code: str) -> None:
    """Each use can be the constants that the comment behind it says, ? for anything."""
    found = constants(code)
    assert found
    assert [one for one, _ in found] == [said for _, said in found]
