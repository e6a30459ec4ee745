; errors.Is, errors.As, predicates of the module
([(call_expression) (type_conversion_expression)] @report
  (#foreign-classification? @report))

([(type_switch_statement) (type_assertion_expression)] @report
  (#foreign-classification? @report))

; a sentinel compared directly
((binary_expression operator: ["==" "!="]) @report
  (#foreign-classification? @report))
