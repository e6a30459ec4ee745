"""What code could say instead: the parts of a repair that a template cannot spell by itself."""
