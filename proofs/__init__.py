"""Proofs of the rules on a real Restate server: Go programs, and the harness that runs them."""
