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

; only logged, on the other side
((if_statement
   condition: (binary_expression left: (identifier) @_error operator: "==" right: (nil))
   alternative: (block (statement_list (expression_statement (call_expression) @report))))
  (#passes-over? @_error @report))

; read for its text alone, and only logged then
((if_statement
   condition: (binary_expression
     left: (binary_expression left: (identifier) @_error operator: "!=" right: (nil))
     operator: "&&")
   consequence: (block (statement_list (expression_statement (call_expression) @report))))
  (#passes-over? @_error @report))
