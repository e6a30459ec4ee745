([(call_expression) (type_conversion_expression)] @report @call
  (#effect? @call "wall-clock")
  (#flow? @call "error"))
