(select_statement) @report

((call_expression) @report
  (#selected-below? @report))
