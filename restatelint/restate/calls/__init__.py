"""Calls of other handlers: their targets, keys, types and codecs, and what they lock."""
