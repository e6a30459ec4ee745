"""How code fails: errors that are lost, kept or retried, panics, and what nobody waits for."""
