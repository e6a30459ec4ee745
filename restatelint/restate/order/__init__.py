"""What is in the order of a map's iteration, and whether a replay notices."""
