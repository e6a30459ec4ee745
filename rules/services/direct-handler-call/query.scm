([(call_expression) (type_conversion_expression)] @report
  (#calls-handler? @report))
