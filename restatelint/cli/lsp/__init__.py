"""The language server: what an editor asks, answered over texts that are not saved."""
