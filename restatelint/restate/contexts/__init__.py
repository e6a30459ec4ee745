"""Handler contexts: which values are one, where they come from and where they go."""
