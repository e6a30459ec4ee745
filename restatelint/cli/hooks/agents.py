"""The agents by their names on the command line."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from restatelint.cli.hooks import claude, codex, cursor, gemini, windsurf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.cli.hooks.event import Agent

AGENTS: Mapping[str, Agent] = MappingProxyType(
    {"claude": claude, "codex": codex, "cursor": cursor, "windsurf": windsurf, "gemini": gemini}
)
"""Every agent whose hooks are answered."""
