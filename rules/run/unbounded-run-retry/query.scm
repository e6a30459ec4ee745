([(call_expression) (type_conversion_expression)] @report
  (#retried-for-ever? @report))
