([(call_expression) (type_conversion_expression)] @report
  (#unstable-text? @report))
