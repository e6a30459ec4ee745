"""Write the `// want` comments and fixed files of fixtures as the rules report now, for people to review.

Usage: ``python -m scripts.accept FAMILY/RULE ...``, or ``--all`` for all fixtures.
"""

from __future__ import annotations

import difflib
import shutil
import sys
from typing import TYPE_CHECKING

from restatelint.engine.expectations import ExpectationError, expectations_of
from restatelint.engine.rule import Where
from tests.harness import fixed
from tests.harness.accept import accept
from tests.harness.fixtures import ROOT, fixture_of, fixtures, rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from restatelint.engine.rule import Rule


def main(names: Sequence[str]) -> int:
    """Write the comments and print which files changed.

    2 for an unknown name or an unreadable comment, 1 for a name whose rule then finds nothing in its fixture.
    """
    known = {each.name: each for each in fixtures()}
    if not names:
        print("name the fixtures as family/rule, or give --all to write those of all rules", file=sys.stderr)
        return 2
    if "--all" in names:
        names = list(known)
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f" (did you mean `{near[0]}`?)" if near else ""
            print(f"no fixture is called `{name}`{hint}; expected family/rule", file=sys.stderr)
            return 2
    if shutil.which("gofmt") is None:
        print("gofmt is not installed: the comments may want aligning", file=sys.stderr)
    try:
        wanted = [known[name] for name in names]
        changed = [path for each in wanted for path in (*accept(each, rules()), *fixed.accept(each))]
    except ExpectationError as error:
        print(error, file=sys.stderr)
        return 2
    for path in changed:
        print(f"wrote {path.relative_to(ROOT).as_posix()}")
    print(f"{len(changed)} file(s) changed; read the diff" if changed else "nothing changed")
    silent = [rule for rule in rules() if f"{rule.family}/{rule.id}" in names and not _finds(rule)]
    for rule in silent:
        print(
            f"{rule.id} finds nothing in fixtures/{rule.family}/{rule.id}: mend "
            f"rules/{rule.family}/{rule.id}/query.scm, and try it with `restatelint query`",
            file=sys.stderr,
        )
    return 1 if silent else 0


def _finds(rule: Rule) -> bool:
    """Whether a rule is wanted, or owned up to, in its own fixture; rules of modules have no query."""
    if rule.where in (Where.ENGINE, Where.MODULE):
        return True
    texts = (path.read_text(encoding="utf-8") for path in fixture_of(rule).expecting)
    return any(each.rule == rule.id for text in texts for each in expectations_of("", text)[0])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
