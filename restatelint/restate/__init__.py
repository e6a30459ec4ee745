"""Restate: its contexts, regions, effects and API; nothing here knows of rules."""
