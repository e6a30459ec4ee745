"""XML that any reader takes: what XML cannot hold is shown as a symbol, as in text for people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from restatelint.report.display import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

_NO_CHARACTERS = re.compile("[\ufffe\uffff]")


def element(name: str, attributes: Mapping[str, str], parent: Element | None = None) -> Element:
    """Return an element with attributes whose values are shown as to people, below another one or alone."""
    shown = {key: shown_text(value) for key, value in attributes.items()}
    return Element(name, shown) if parent is None else SubElement(parent, name, shown)


def document(root: Element) -> str:
    """Return the text of a document, which is ASCII in whatever encoding it is written."""
    indent(root)
    text: bytes = tostring(root, encoding="us-ascii")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text.decode()}\n'


def shown_text(text: str) -> str:
    """Return text on one line, without what XML has no place for."""
    return _NO_CHARACTERS.sub("\ufffd", visible(text))
