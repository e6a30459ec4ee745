; errors.Is, errors.As, predicates of the module; switches and assertions
([(call_expression) (type_switch_statement) (type_assertion_expression)] @report
  (#foreign-classification? @report))

; a sentinel compared directly
((binary_expression operator: ["==" "!="]) @report
  (#foreign-classification? @report))
