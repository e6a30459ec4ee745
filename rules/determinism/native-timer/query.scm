([(call_expression) (type_conversion_expression)] @report @call
  (#effect? @call "timer")
  (#pause? @call))
