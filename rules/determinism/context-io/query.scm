([(call_expression) (type_conversion_expression)] @report
  (#strange-context? @report))
