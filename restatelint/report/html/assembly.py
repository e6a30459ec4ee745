"""One file out of a template, styles, scripts and data, which may run its own scripts and load nothing."""

from __future__ import annotations

import base64
import hashlib
import html
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from restatelint.report.json_text import json_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from restatelint.report.json_text import Json

_ACTING = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def assembled(
    template: str, styles: Sequence[str], scripts: Sequence[str], data: Json, fragments: Iterable[str] = ()
) -> Iterator[str]:
    """Yield a page: files of ``assets`` by name, data for its scripts, and HTML that they may show.

    Its policy names its styles and scripts by their hashes: markup that got into it all the same could
    neither run nor load anything.
    """
    style = "\n".join(_asset(each) for each in styles)
    script = "\n".join(_asset(each) for each in scripts)
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    head, _, rest = _asset(template).partition("${data}")
    yield Template(head).substitute(policy=html.escape(policy), style=style)
    yield json_text(data).translate(_ACTING)
    before, _, after = rest.partition("${fragments}")
    yield before
    yield from fragments
    yield Template(after).substitute(script=script)


def _asset(name: str) -> str:
    return (files(__package__) / "assets" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
