"""Generated parts of the documentation are replaced, and nothing around them is."""

from __future__ import annotations

import pytest

from scripts.render_docs import rendered

PAGE = """# Title
<!-- begin generated: demo -->
old
<!-- end generated: demo -->
by hand
<!-- begin generated: other -->
<!-- end generated: other -->
"""


def test_parts_are_replaced_and_the_rest_is_kept() -> None:
    page = rendered(PAGE, "README.md", {"demo": lambda: "new\n", "other": lambda: r"a\1b" + "\n"})

    assert page == (
        "# Title\n"
        "<!-- begin generated: demo -->\nnew\n<!-- end generated: demo -->\n"
        "by hand\n"
        "<!-- begin generated: other -->\na\\1b\n<!-- end generated: other -->\n"
    )


def test_rendering_twice_changes_nothing() -> None:
    parts = {"demo": lambda: "new\n", "other": lambda: ""}
    once = rendered(PAGE, "README.md", parts)

    assert rendered(once, "README.md", parts) == once


def test_an_unknown_part_is_an_error_that_names_the_nearest() -> None:
    with pytest.raises(ValueError, match=r"README.md: .* called other; did you mean others"):
        rendered(PAGE, "README.md", {"demo": lambda: "", "others": lambda: ""})


def test_a_part_without_its_end_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"README.md: a generated part has no end"):
        rendered(PAGE.replace("<!-- end generated: other -->", ""), "README.md", {})
