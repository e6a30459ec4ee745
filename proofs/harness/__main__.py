"""``python -m proofs.harness [NAME ...]`` proves the rules on a real server, and writes down what it saw.

Without names all proofs run, and docs/proofs.md, the record it is made of and the rules' pages are written.
Exit code 0 when every good handler did what it should, 1 when one did not, 2 for a name that is none, 3 when
the machine has not what it takes.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from proofs.harness.catalogue import write_catalogue
from proofs.harness.client import Client, RefusedError
from proofs.harness.outcome import Outcome
from proofs.harness.proof import proofs
from proofs.harness.record import Record, Result, write_record
from proofs.harness.server import ServerError, running
from proofs.harness.tools import MissingToolsError, sdk_version, tools
from proofs.harness.trial import Trial, tried
from scripts.proof_pages import write_pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proofs.harness.proof import Proof
    from proofs.harness.tools import Tools

_AT_ONCE = 6


def main(arguments: Sequence[str]) -> int:
    """Run the proofs that begin with a name, or all; return the exit code."""
    every = proofs()
    chosen = [proof for proof in every if not arguments or proof.name.startswith(tuple(arguments))]
    if not chosen:
        print(f"no proof is called {arguments[0]}", file=sys.stderr)
        return 2
    write_catalogue()
    try:
        version, trials = _trials(tools(), chosen)
    except (MissingToolsError, ServerError) as error:
        print(error, file=sys.stderr)
        return 3
    except RefusedError as error:
        print(f"the server refused what the harness asked: {error}", file=sys.stderr)
        return 1
    record = Record(
        server=version,
        sdk=sdk_version(),
        results=tuple(
            Result(proof.name, proof.says, bad.outcome, good.outcome)
            for proof, (bad, good) in zip(chosen, trials, strict=True)
        ),
    )
    print(f"restate-server {record.server}, sdk-go {record.sdk}")
    width = max(len(proof.name) for proof in chosen)
    for proof, (bad, good) in zip(chosen, trials, strict=True):
        print(f"{proof.name:{width}}  {bad.outcome.value:16}  {good.outcome.value:10}  {bad.evidence}")
    failed = [
        (proof, good)
        for proof, (_, good) in zip(chosen, trials, strict=True)
        if good.outcome is not Outcome.SURVIVES
    ]
    for proof, good in failed:
        print(f"the good handler of {proof.name} {good.outcome.value}: {good.evidence}", file=sys.stderr)
    if len(chosen) == len(every) and not failed:
        write_record(record)
        write_pages()
    return int(bool(failed))


def _trials(programs: Tools, chosen: Sequence[Proof]) -> tuple[str, list[tuple[Trial, Trial]]]:
    """Return the version of the server, and how the bad and the good side of every proof went."""
    with running(programs.server) as server, ThreadPoolExecutor(_AT_ONCE) as pool:
        client = Client(server)
        version = client.version()
        pending = [
            [pool.submit(tried, programs.endpoint, client, proof, side) for side in ("bad", "good")]
            for proof in chosen
        ]
        return version, [(bad.result(), good.result()) for bad, good in pending]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
