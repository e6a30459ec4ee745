((for_statement) @report
  (#polls-state? @report))
