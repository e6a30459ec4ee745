; in a deferred literal
((call_expression function: (identifier)) @report
  (#swallows-panic? @report))

; in a function that is deferred by name
((defer_statement) @report
  (#swallows-panic? @report))
