"""restatelint: a static linter for Restate services written in Go."""
