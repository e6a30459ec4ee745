; not bound, blank, or never read
([(call_expression) (type_conversion_expression)] @report
  (#drops-error? @report))

; skipped
((if_statement
   condition: (binary_expression left: (identifier) @_error operator: "!=" right: (nil))
   consequence: (block (statement_list (continue_statement) @report)))
  (#passes-over? @_error @report))

; only logged
((if_statement
   condition: (binary_expression left: (identifier) @_error operator: "!=" right: (nil))
   consequence: (block (statement_list (expression_statement (call_expression) @report))))
  (#passes-over? @_error @report))
