([(call_expression) (type_conversion_expression)] @report
  (#wrong-kind? @report))
