((return_statement) @report
  (#misses-compensation? @report))
