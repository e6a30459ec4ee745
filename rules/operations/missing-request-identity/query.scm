([(call_expression) (type_conversion_expression)] @report
  (#unidentified? @report))
