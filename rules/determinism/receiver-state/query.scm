; stored-context reports a context that is kept there
((selector_expression operand: (identifier) @_receiver) @report
  (#receiver-state? @report)
  (#not-keeps-context? @report))

((call_expression) @report
  (#counted-below? @report "field"))
