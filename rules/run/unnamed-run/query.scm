([(call_expression) (type_conversion_expression)] @report
  (#unnamed-run? @report))
