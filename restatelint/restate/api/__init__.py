"""The SDK's API in every release: what code names of it, and what became of that."""
