"""Bytes and positions: what the tool reads, where things stand in it, and what it refuses to read."""
