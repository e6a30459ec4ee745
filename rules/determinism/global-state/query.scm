((identifier) @report
  (#global-state? @report))

((selector_expression operand: (identifier) @_package) @report
  (#global-state? @report))
