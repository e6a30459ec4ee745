([(call_expression) (type_conversion_expression)] @report
  (#attempt-value? @report))

((selector_expression) @report
  (#attempt-value? @report))
