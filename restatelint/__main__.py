"""What ``python -m restatelint`` runs: the command line, and nothing else."""

from __future__ import annotations

from restatelint.cli.main import run

if __name__ == "__main__":
    run()
