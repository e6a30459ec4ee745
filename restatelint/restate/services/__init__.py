"""Services, objects and workflows of a program, however registered, and who calls whom; no rules."""
