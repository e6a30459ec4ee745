((call_expression) @report @call
  (#direct-effect? @call "synchronise"))
