; the call itself, or a helper that makes it
([(call_expression) (type_conversion_expression)] @call-in-run
  (#effect? @call-in-run "network"))

((call_expression
   function: (selector_expression operand: (call_expression function: (selector_expression field: (field_identifier) @_log)))) @logging
  (#eq? @_log "Log"))

((short_var_declaration
   left: (expression_list (identifier) @_value (identifier) @_error)
   right: (expression_list [(call_expression) (type_conversion_expression)] @_run)) @result-used
  (#operation? @_run "run")
  (#not-eq? @_value "_")
  (#not-eq? @_error "_"))

((return_statement (expression_list [(call_expression) (type_conversion_expression)] @_run)) @result-used
  (#operation? @_run "run"))
