"""Which files are looked at: those that name the SDK, and those that may import a framework."""

from __future__ import annotations

import pytest

from restatelint.engine.relevance import is_relevant, marks
from restatelint.restate.library import knowledge

REA = '"github.com/pithomlabs/rea"'


@pytest.mark.parametrize(
    "text",
    [
        'package a\n\nimport "github.com/restatedev/sdk-go"\n',
        "package a\n\nfunc f() {}\n\n// as github.com/restatedev/sdk-go has it\n",
        f"package a\n\nimport {REA}\n\nfunc f() {{}}\n",
        f"package a\r\nimport {REA}\r\nvar b = 1\r\n",
        f"// the package\n// func f()\npackage a; import ({REA})",
        f"/*\nfunc main() in C\nfunc f();\n*/\nimport {REA}\n",
    ],
)
def test_a_file_that_may_import_restate_is_relevant(text: str) -> None:
    assert is_relevant(text.encode(), marks(knowledge()))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "package a\n\nfunc f() {}\n",
        f"package a\n\nfunc f() string {{ return {REA} }}\n",
        f"package a\n\nconst b = {REA}\n/* */\n",
    ],
)
def test_any_other_file_is_not(text: str) -> None:
    assert not is_relevant(text.encode(), marks(knowledge()))
