((defer_statement) @report
  (#loses-write? @report))
