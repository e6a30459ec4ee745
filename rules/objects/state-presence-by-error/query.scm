((binary_expression
  left: (identifier)
  operator: ["==" "!="]
  right: (nil)) @report
  (#presence-by-error? @report))
