"""Write the `// want` comments and fixed files of fixtures as the rules report now, for people to review.

Usage: ``python -m scripts.accept [FAMILY/RULE ...]``; without a name, of all fixtures.
"""

from __future__ import annotations

import difflib
import shutil
import sys
from typing import TYPE_CHECKING

from restatelint.engine.expectations import ExpectationError
from tests.harness import fixed
from tests.harness.accept import accept
from tests.harness.fixtures import ROOT, fixtures, rules

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(names: Sequence[str]) -> int:
    """Write the comments and print which files changed; 2 for an unknown name or unreadable comment."""
    known = {each.name: each for each in fixtures()}
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f" (did you mean `{near[0]}`?)" if near else ""
            print(f"no fixture is called `{name}`{hint}; expected family/rule", file=sys.stderr)
            return 2
    if shutil.which("gofmt") is None:
        print("gofmt is not installed: the comments may want aligning", file=sys.stderr)
    try:
        wanted = [known[name] for name in names or known]
        changed = [path for each in wanted for path in (*accept(each, rules()), *fixed.accept(each))]
    except ExpectationError as error:
        print(error, file=sys.stderr)
        return 2
    for path in changed:
        print(f"wrote {path.relative_to(ROOT).as_posix()}")
    print(f"{len(changed)} file(s) changed; read the diff" if changed else "nothing changed")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
