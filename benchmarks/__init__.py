"""Measurements beside peers, run by hand through ``make bench``; nothing here is a test."""
