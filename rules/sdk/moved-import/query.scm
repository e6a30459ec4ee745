((import_spec) @report
  (#wrong-import? @report))
