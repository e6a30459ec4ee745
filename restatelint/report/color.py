"""Colour on a terminal: whether there is any, and how a word gets it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.engine.finding import Severity


class Style(Enum):
    """A way to paint; the value holds the parameters of the escape sequence."""

    ERROR = "1;31"
    WARNING = "1;33"
    INFO = "1;36"
    STRONG = "1"
    QUIET = "2"

    @staticmethod
    def of(severity: Severity) -> Style:
        """Return the style of a severity."""
        return Style[severity.name]


def color_wanted(flag: str, environment: Mapping[str, str], is_terminal: bool) -> bool:
    """Return whether to colour: the flag decides, then the environment, then the terminal.

    ``flag`` is ``auto``, ``always`` or ``never``. ``NO_COLOR`` counts when it is not empty,
    ``FORCE_COLOR`` and ``CLICOLOR_FORCE`` when they are neither empty nor ``0``.
    """
    if flag != "auto":
        return flag == "always"
    if environment.get("NO_COLOR"):
        return False
    if any(environment.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return is_terminal and environment.get("TERM") != "dumb"


def painted(text: str, style: Style, color: bool) -> str:
    """Return text in a style, or as it is where no colour is wanted."""
    return f"\x1b[{style.value}m{text}\x1b[0m" if color else text
