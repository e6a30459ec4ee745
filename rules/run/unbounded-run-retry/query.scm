([(call_expression) (type_conversion_expression)] @report
  (#unbounded-retry? @report))
