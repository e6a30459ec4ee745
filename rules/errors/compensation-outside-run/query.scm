([(call_expression) (type_conversion_expression)] @report
  (#bad-compensation? @report))
