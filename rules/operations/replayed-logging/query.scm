((call_expression) @report @call
  (#direct-effect? @call "log")
  (#not-handed-in? @call))
