(assignment_statement
  left: (expression_list (_) @report)
  (#keeps-context? @report))

; a method of a sync.Map
(call_expression
  function: (selector_expression operand: (_) @report)
  (#keeps-context? @report))

((send_statement) @report
  (#keeps-context? @report))
