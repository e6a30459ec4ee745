((method_declaration
   name: (field_identifier) @_name) @handler
  (#eq? @_name "Charge"))

((function_declaration
   name: (identifier) @_name) @handler
  (#any-of? @_name "Charge" "charge"))

((interpreted_string_literal) @handler
  (#eq? @handler "\"Charge\""))

; the request itself, or a helper that makes it
([(call_expression) (type_conversion_expression)] @charge-in-run
  (#effect? @charge-in-run "network"))

((binary_expression
   [left: (_) @_status right: (_) @_status]) @refusal
  (#any-of? @_status "http.StatusPaymentRequired" "402"))

((expression_case
   value: (expression_list (_) @_status)) @refusal
  (#any-of? @_status "http.StatusPaymentRequired" "402"))

([(call_expression) (type_conversion_expression)] @terminal-in-run
  (#comes-to? @terminal-in-run
    "github.com/restatedev/sdk-go.TerminalError"
    "github.com/restatedev/sdk-go.TerminalErrorf"
    "github.com/restatedev/sdk-go.ToTerminalError"))

((if_statement
   condition: (binary_expression
     operator: "=="
     [left: (_) @_status right: (_) @_status])
   consequence: (block (statement_list
     (return_statement (expression_list (_) @_error .))))) @plain-refusal
  (#any-of? @_status "http.StatusPaymentRequired" "402")
  (#returned-error? @_error "made"))

((expression_case
   value: (expression_list (_) @_status)
   (statement_list
     (return_statement (expression_list (_) @_error .)))) @plain-refusal
  (#any-of? @_status "http.StatusPaymentRequired" "402")
  (#returned-error? @_error "made"))

; main may panic: it is no handler
((call_expression
   function: (identifier) @_function) @panic
  (#eq? @_function "panic")
  (#exits? @panic)
  (#inside? @panic "method_declaration" "func_literal"))
