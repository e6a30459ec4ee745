([(call_expression) (type_conversion_expression)] @report
  (#minted-and-sent? @report))
