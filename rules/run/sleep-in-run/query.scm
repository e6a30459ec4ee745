([(call_expression) (type_conversion_expression)] @report
  (#waits-in-run? @report))
