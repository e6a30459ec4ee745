"""Sagas and deferred effects: what is undone, when, and whether a replay does it again."""
