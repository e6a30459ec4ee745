([(call_expression) (type_conversion_expression)] @report
  (#unknown-target? @report))
