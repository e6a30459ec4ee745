"""Fixtures are the tests of rules: what is expected of them, how it is compared, accepted and mutated."""
