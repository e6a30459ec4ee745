([(call_expression) (type_conversion_expression)] @report
  (#redundant-key? @report))
