([(call_expression) (type_conversion_expression)] @report
  (#bare-duration? @report))
