((for_statement) @report
  (#retry-loop? @report))
