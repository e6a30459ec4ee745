((identifier) @report
  (#global-state? @report))

((selector_expression operand: (identifier) @_package) @report
  (#global-state? @report))

((call_expression) @report
  (#counted-below? @report "variable")
  (#not-effect? @report "unique-id"))
