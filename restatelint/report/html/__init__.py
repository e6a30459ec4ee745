"""Pages of one file for a browser: the report of a check, and the map of services."""
