([(call_expression) (type_conversion_expression)] @report @call
  (#effect? @call "unique-id")
  (#flow? @call "error"))
