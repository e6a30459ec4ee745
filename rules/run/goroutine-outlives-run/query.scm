((go_statement) @report
  (#outlives? @report))

([(call_expression) (type_conversion_expression)] @report
  (#outlives? @report))
