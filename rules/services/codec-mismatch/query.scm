([(call_expression) (type_conversion_expression)] @report
  (#other-codec? @report))
