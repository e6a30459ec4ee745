"""What `scripts.fuzz` is made of: inputs, what is done with each, and what must hold of what comes out."""
