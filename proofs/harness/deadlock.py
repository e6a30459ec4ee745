"""``python -m proofs.harness.deadlock`` shows that an object that calls itself never goes on.

It is the fixture of the rule self-call, as it is, on a real server; exit code 0 when it is so, 1 when it is
not, 3 when the machine has not what it takes.
"""

from __future__ import annotations

import sys

from proofs.harness.client import Client
from proofs.harness.outcome import Outcome
from proofs.harness.proof import DEADLOCK
from proofs.harness.server import running
from proofs.harness.tools import MissingToolsError, sdk_version, tools
from proofs.harness.trial import tried


def main() -> int:
    """Run both objects, print what became of them, and return the exit code."""
    try:
        programs = tools()
    except MissingToolsError as error:
        print(error, file=sys.stderr)
        return 3
    with running(programs.server) as server:
        client = Client(server)
        print(f"restate-server {client.version()}, sdk-go {sdk_version()}")
        bad = tried(programs.endpoint, client, DEADLOCK, "bad")
        print(f"Wallets.Spend calls itself:      {bad.outcome.value} ({bad.evidence}, {bad.seconds:.1f}s)")
        good = tried(programs.endpoint, client, DEADLOCK, "good")
        print(f"Purses.Spend calls a function:   {good.outcome.value} ({good.evidence}, {good.seconds:.1f}s)")
    return int((bad.outcome, good.outcome) != (Outcome.HANGS, Outcome.SURVIVES))


if __name__ == "__main__":
    sys.exit(main())
