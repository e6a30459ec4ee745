((call_expression) @report @call
  (#operation? @call "random"))

; a generator by name; one that is made in the same expression is reported there
((call_expression function: (selector_expression operand: [(identifier) (selector_expression)])) @report @call
  (#deterministic? @call)
  (#captured? @call))
