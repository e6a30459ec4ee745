((for_statement) @report
  (#endless? @report))
