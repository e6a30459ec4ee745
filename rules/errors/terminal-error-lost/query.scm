([(call_expression) (type_conversion_expression)] @report
  (#loses-terminal? @report))
