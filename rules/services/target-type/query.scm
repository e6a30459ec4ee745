([(call_expression) (type_conversion_expression)] @report
  (#other-types? @report))
