((call_expression) @report
  (#loses-terminal? @report))
