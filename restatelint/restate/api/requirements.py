"""Required versions of the SDK that cannot be: releases that do not exist, or that servers refuse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.restate.api.symbols import api
from restatelint.restate.api.versions import OLDEST_ACCEPTED, is_pseudo, numbers_of, parsed_version
from restatelint.restate.sdk import PATH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from restatelint.golang.module import Module
    from restatelint.restate.api.versions import Numbers


@dataclass(frozen=True, slots=True)
class WrongRequirement:
    """A version that a go.mod requires at a 1-based line; ``mild`` if it is only unknown here."""

    line: int
    version: str
    problem: str
    advice: str
    mild: bool = False


def wrong_requirements(module: Module, override: str = "") -> list[WrongRequirement]:
    """Return what is wrong with the versions of the SDK's modules that a go.mod requires, in its order.

    A module that is taken from a directory, and a commit between releases, are left alone. ``override`` is
    the version that code is judged by instead of what is required: where it is newer, that is named.
    """
    found: list[WrongRequirement] = []
    for name, order in api().releases.items():
        version, line = module.required.get(name), module.lines.get(name)
        numbers = parsed_version(version) if version is not None else None
        if version is None or line is None or numbers is None:
            continue
        if name not in module.replaced and not is_pseudo(version):
            said = _said(name, version, numbers, order) or _behind(name, version, numbers, override)
            if said is not None:
                found.append(WrongRequirement(line, version, *said))
    return sorted(found, key=lambda each: each.line)


def _said(name: str, version: str, numbers: Numbers, order: Sequence[str]) -> tuple[str, str, bool] | None:
    known = [numbers_of(each) for each in order]
    title = "SDK" if name == PATH else name.removeprefix(f"{PATH}/")
    newest = f"v{order[-1]}"
    if numbers > known[-1] and numbers[0] <= max(1, known[-1][0]):
        if name != PATH:
            return None
        problem = f"{title} {version} is newer than {newest}, the newest release that is known here"
        return problem, f"code is judged by {newest}; a newer restatelint may know more", True
    if numbers not in known:
        return f"{title} {version} does not exist", f"require {_near(numbers, order)}", False
    if name == PATH and numbers < OLDEST_ACCEPTED:
        oldest = "v" + ".".join(map(str, OLDEST_ACCEPTED))
        problem = f"servers no longer accept {title} {version}: {oldest} is the oldest that they do"
        return problem, f"require {newest}, and see MIGRATION.md of the SDK", False
    return None


def _behind(name: str, version: str, numbers: Numbers, override: str) -> tuple[str, str, bool] | None:
    wanted = parsed_version(override) if name == PATH else None
    if wanted is None or wanted <= numbers:
        return None
    asked = f"v{override.removeprefix('v')}"
    problem = f"SDK {version} is required, and code is judged by {asked}"
    newest = [each for each in api().releases[PATH] if numbers_of(each) >= wanted][-1:]
    meant = f"v{newest[0]}" if newest else asked
    return problem, f"go get {PATH}@{meant} once the code is written for it", True


def _near(numbers: Numbers, order: Sequence[str]) -> str:
    below = [each for each in order if numbers_of(each) < numbers][-1:]
    above = [each for each in order if numbers_of(each) > numbers][:1]
    return " or ".join(f"v{each}" for each in (*below, *above))
