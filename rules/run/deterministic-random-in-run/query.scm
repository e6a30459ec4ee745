((call_expression) @report @call
  (#operation? @call "random"))

((call_expression) @report @call
  (#deterministic? @call))
