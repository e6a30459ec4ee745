"""Runs the proof programs against a real Restate server. Knows no rule; see ``python -m proofs.harness``."""
