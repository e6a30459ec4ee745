([(call_expression) (type_conversion_expression)] @report
  (#abandons-call? @report))
