([(call_expression) (type_conversion_expression)] @report
  (#slow-run? @report))
