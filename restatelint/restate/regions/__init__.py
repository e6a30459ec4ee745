"""Which code runs again on replay, which runs once inside Run, and which performs operations."""
