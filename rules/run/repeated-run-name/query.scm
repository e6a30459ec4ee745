((call_expression) @report
  (#repeated-name? @report))
