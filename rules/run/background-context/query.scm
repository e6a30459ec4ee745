([(call_expression) (type_conversion_expression)] @report
  (#empty-context? @report))
