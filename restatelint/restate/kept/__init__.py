"""What outlives an invocation in the process: captured names, fields and package variables."""
