"""What Go's compiler would refuse, as far as it can be told without one: names, counts and members."""
