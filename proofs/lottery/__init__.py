"""Draws Go handlers at random, has a real Restate server decide about them, and compares with the linter.

Nothing of it knows a rule; see ``python -m proofs.lottery``.
"""
