"""Code that waits: sleeps, timers, timeouts, futures and loops."""
