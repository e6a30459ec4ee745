"""Go: its syntax, names, declarations, types and calls; nothing here knows of Restate."""
