([(call_expression) (type_conversion_expression)] @report @call
  (#never-written? @call))
