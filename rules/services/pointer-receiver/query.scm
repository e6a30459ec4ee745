([(call_expression) (type_conversion_expression)] @report
  (#reflects-value? @report))
