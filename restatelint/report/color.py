"""Colour and links on a terminal: whether there are any, and how a word gets them."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.engine.finding import Severity


_PROGRAMS = frozenset({"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio", "zed"})
_TERMINALS = ("alacritty", "contour", "foot", "xterm-ghostty", "xterm-kitty")
_MARKS = ("WT_SESSION", "KITTY_WINDOW_ID", "DOMTERM", "KONSOLE_VERSION")
_VTE = 5000  # the first version of GNOME's terminal that shows links and does not crash on them


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


def links_wanted(environment: Mapping[str, str], is_terminal: bool) -> bool:
    """Return whether to write links (OSC 8): the terminal must be one that is known to show them.

    ``FORCE_HYPERLINK`` decides if it is set, ``0`` being no. Logs of CI and what multiplexes terminals show
    the escape sequences as they are, or did until lately.
    """
    forced = environment.get("FORCE_HYPERLINK")
    if forced is not None:
        return forced not in ("", "0")
    terminal = environment.get("TERM", "")
    if (
        not is_terminal
        or environment.get("CI")
        or terminal == "dumb"
        or terminal.startswith(("screen", "tmux"))
    ):
        return False
    vte = environment.get("VTE_VERSION", "")
    return (
        environment.get("TERM_PROGRAM") in _PROGRAMS
        or terminal.startswith(_TERMINALS)
        or any(environment.get(each) for each in _MARKS)
        or (vte.isdecimal() and int(vte[:9]) >= _VTE)
    )


def linked(text: str, address: str, links: bool) -> str:
    """Return text that leads to an address, or as it is where no link is wanted or the address is odd."""
    if not links or not address.isascii() or not address.isprintable() or not address:
        return text
    return f"\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\"
