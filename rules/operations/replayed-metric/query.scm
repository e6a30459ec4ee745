([(call_expression) (type_conversion_expression)] @report
  (#direct-effect? @report "metric")
  (#counts? @report))
