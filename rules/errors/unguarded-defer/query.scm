((defer_statement) @report
  (#unguarded-defer? @report))
