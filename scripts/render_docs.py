"""Writes the generated parts of the documentation anew, or with --check says whether they are current.

A generated part stands between ``<!-- begin generated: NAME -->`` and ``<!-- end generated: NAME -->``;
NAME is one of those that ``parts_of`` gives for the page. Everything else is written by hand and stays,
but for the pages of ``WHOLE``, which the linter prints.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scripts import lottery_pages, predicate_pages, proof_pages, repair, rule_pages, settings_page, task_pages
from tests.harness.fixtures import FIXTURES
from tests.harness.fixtures import rules as known_rules
from tests.harness.hygiene import next_step

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
PART = re.compile(
    r"<!-- begin generated: (?P<name>[a-z-]+) -->\n(?P<body>.*?)<!-- end generated: (?P<end>[a-z-]+) -->",
    re.DOTALL,
)


def output_of(*arguments: str) -> str:
    """Return what the linter prints when it is run in the repository, whatever the environment says.

    Raises SystemExit when it did not do its work: an exit code above 1.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("RESTATELINT_", "CLICOLOR", "FORCE_COLOR", "NO_COLOR"))
    }
    ran = subprocess.run(
        [sys.executable, "-m", "restatelint", *arguments],
        cwd=ROOT,
        env=kept,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if ran.returncode > 1 or not ran.stdout:
        sys.exit(f"restatelint {' '.join(arguments)} failed: {ran.stderr.strip()}")
    return ran.stdout


def demo() -> str:
    """Return what ``make demo`` prints as text."""
    printed = output_of("check", "--color", "never", "demo")
    return f"```console\n$ restatelint check demo\n{printed.rstrip()}\n```\n"


def rules() -> str:
    """Return the page that lists the rules."""
    return output_of("rule", "--all", "--format", "markdown", "--isolated")


WHOLE: Mapping[str, Callable[[], str]] = {"docs/rules.md": rules}


def parts_of(path: Path) -> Mapping[str, Callable[[], str]]:
    """Return the parts that a page may have, by name."""
    if path.parent.parent.parent == ROOT / "rules":
        directory = path.parent.relative_to(ROOT / "rules").as_posix()
        return {
            "example": lambda: rule_pages.example(directory),
            "use-instead": lambda: rule_pages.use_instead(directory),
            "limits": lambda: rule_pages.limits(directory),
            "proof": lambda: proof_pages.outcomes(directory),
        }
    from scripts.migration import moved_imports, replaced_names

    return {
        "demo": demo,
        "settings": settings_page.table,
        "replaced-names": replaced_names,
        "moved-imports": moved_imports,
        "tasks": task_pages.tasks,
        "feedback": repair.summary,
        "proofs": proof_pages.table,
        "proof-words": proof_pages.words,
        "proof-reasons": proof_pages.unproved,
        "predicates": predicate_pages.reference,
        "lottery": lottery_pages.summary,
        "lottery-outcomes": lottery_pages.outcomes,
        "lottery-agreement": lottery_pages.agreement,
        "lottery-classes": lottery_pages.classes,
        "lottery-broken": lottery_pages.broken,
    }


def rendered(
    text: str,
    path: str,
    parts: Mapping[str, Callable[[], str]],
    only: Collection[str] | None = None,
) -> str:
    """Return a page with its generated parts as they should be; ``path`` is for messages only.

    With ``only``, parts of other names stay as they are.

    Raises ValueError for a name that is not in ``parts`` and for a part without its end.
    """
    begun = text.count("<!-- begin generated:")
    if begun != len(PART.findall(text)):
        message = f"{path}: a generated part has no end; write <!-- end generated: NAME --> after it"
        raise ValueError(message)

    def render(match: re.Match[str]) -> str:
        name = match["name"]
        if only is not None and name not in only:
            return match[0]
        if name not in parts or match["end"] != name:
            near = difflib.get_close_matches(name, parts, n=1, cutoff=0.0)
            message = f"{path}: no generated part is called {name}; did you mean {near[0]}"
            raise ValueError(message)
        body = parts[name]()
        return f"<!-- begin generated: {name} -->\n{body}<!-- end generated: {name} -->"

    return PART.sub(render, text)


def pages() -> list[Path]:
    """Return the pages that are generated, or may have generated parts."""
    return sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("rules/**/*.md")])


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or check them; return 1 when one is not current or cannot be made.

    Nothing is written while a rule is not complete: what is to be done next is printed instead.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail if out of date")
    check: bool = parser.parse_args(arguments).check
    unfinished = [step for rule in known_rules() if (step := next_step(rule, FIXTURES))]
    if unfinished:  # nothing is written for what is half there: it would show what is not meant
        print("\n".join(unfinished), file=sys.stderr)
        return 1
    stale = broken = 0
    for path in pages():
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(ROOT).as_posix()
        if name not in WHOLE and "<!-- begin generated:" not in text:
            continue
        try:
            wanted = WHOLE[name]() if name in WHOLE else rendered(text, name, parts_of(path))
        except (OSError, ValueError) as error:
            broken += 1
            print(error, file=sys.stderr)
            continue
        if wanted == text:
            continue
        stale += 1
        if check:
            lines = difflib.unified_diff(
                text.splitlines(), wanted.splitlines(), name, "as generated", lineterm=""
            )
            print("\n".join(lines))
        else:
            path.write_text(wanted, encoding="utf-8")
            print(f"wrote {name}", file=sys.stderr)
    if check and stale:
        print(f"{stale} page(s) out of date: run make docs and read the diff", file=sys.stderr)
    return int(broken > 0 or (check and stale > 0))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
