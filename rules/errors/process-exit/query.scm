([(call_expression) (type_conversion_expression)] @report
  (#exits? @report))
