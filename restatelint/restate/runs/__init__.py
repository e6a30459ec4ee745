"""Run blocks: their names and options, and what they do, wait for and leave behind."""
