"""The name that is meant, of few names and of very many."""

from __future__ import annotations

from restatelint.restate.near_names import nearest


def test_the_most_alike_is_taken_and_nothing_that_is_not() -> None:
    """A typo finds its name wherever it stands in the order."""
    known = sorted(["balance", "orders", "total"])
    assert nearest("blance", known) == "balance"
    assert nearest("xrders", known) == "orders"
    assert nearest("quux", known) == ""


def test_of_very_many_a_name_beside_is_found() -> None:
    """What follows in order is found, at both ends of the names too."""
    known = sorted(f"order-{number:04}" for number in range(3000))
    assert nearest("order-1500x", known) == "order-1500"
    assert nearest("order-0000x", known) == "order-0000"
    assert nearest("order-29999", known) == "order-2999"
