([(call_expression) (type_conversion_expression)] @report
  (#wrong-call? @report))
