"""How definitions are found: built call by call, reflected, and bound."""
