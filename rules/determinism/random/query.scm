([(call_expression) (type_conversion_expression)] @report @call
  (#effect? @call "random")
  (#flow? @call "error"))
