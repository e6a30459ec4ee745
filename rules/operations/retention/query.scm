([(call_expression) (type_conversion_expression)] @report
  (#kept-by-default? @report))
