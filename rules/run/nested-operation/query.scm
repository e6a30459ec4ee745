; an operation whose context is not in sight: handler-context-in-run reports the others
([(call_expression) (type_conversion_expression)] @report
  (#operation? @report "run" "sleep" "state-read" "state-write" "client" "awakeable" "promise" "signal" "invocation" "wait")
  (#not-names-context? @report))

; a method of a future, client, promise or iterator that was not made in the same expression
((call_expression function: (selector_expression operand: (_) @_operand)) @report
  (#operation? @report "method")
  (#not-names-context? @_operand)
  (#not-holds-context? @_operand))
