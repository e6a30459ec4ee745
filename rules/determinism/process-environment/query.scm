([(call_expression) (type_conversion_expression)] @report @call
  (#effect? @call "environment")
  (#flow? @call "error"))
