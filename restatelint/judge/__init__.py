"""Judges an answer: code from memory in any shape, against the rules and what a task asks for."""
