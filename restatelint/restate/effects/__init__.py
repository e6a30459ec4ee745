"""What plain code does to determinism and to the world outside, over its calls."""
