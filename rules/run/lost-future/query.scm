([(call_expression) (type_conversion_expression)] @report
  (#lost-future? @report))
