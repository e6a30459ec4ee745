([(call_expression) (type_conversion_expression)] @report
  (#late-compensation? @report))
