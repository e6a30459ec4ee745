((call_expression) @report
  (#attempt-value? @report))

((selector_expression) @report
  (#attempt-value? @report))
