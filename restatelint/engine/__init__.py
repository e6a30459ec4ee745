"""Rules run over facts: loading, searching, suppressing, and the one pure call, check."""
