"""How services are defined, configured, bound and served."""
