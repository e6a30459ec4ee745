((identifier) @report
  (#keeps-context? @report))

((selector_expression operand: (identifier) @_holder) @report
  (#keeps-context? @report))

((send_statement) @report
  (#keeps-context? @report))
