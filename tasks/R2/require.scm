([(method_declaration) (function_declaration) (func_literal)] @handler
  (#handler? @handler "RefundPayment")
  (#directly-in? @handler "service"))

; the request itself, or a helper that makes it
([(call_expression) (type_conversion_expression)] @refund-in-run
  (#effect? @refund-in-run "network"))

; request.Header.Set(name, key), and the like of other clients
((call_expression
   arguments: (argument_list . (_) @_name . (_))) @idempotency-key
  (#constant? @_name "Idempotency-Key" "idempotency-key" "Idempotency-key"))

; map[string]string{name: key}
((keyed_element
   . (literal_element (_) @_name)) @idempotency-key
  (#constant? @_name "Idempotency-Key" "idempotency-key" "Idempotency-key"))

; request.Header[name] = []string{key}
((assignment_statement
   left: (expression_list (index_expression index: (_) @_name))) @idempotency-key
  (#constant? @_name "Idempotency-Key" "idempotency-key" "Idempotency-key"))

((binary_expression
   [left: (_) @_status right: (_) @_status]) @already-done
  (#any-of? @_status "http.StatusConflict" "409"))

((expression_case
   value: (expression_list (_) @_status)) @already-done
  (#any-of? @_status "http.StatusConflict" "409"))

((call_expression
   arguments: (argument_list . (_) @_name . (_) @_key)) @fresh-key
  (#constant? @_name "Idempotency-Key" "idempotency-key" "Idempotency-key")
  (#fresh? @_key "unique-id" "random" "wall-clock"))

((call_expression
   arguments: (argument_list . (_) @_name . (_) @_key)) @fresh-key
  (#constant? @_name "Idempotency-Key" "idempotency-key" "Idempotency-key")
  (#made-from? @_key
    "github.com/restatedev/sdk-go.UUID"
    "github.com/restatedev/sdk-go.Rand"
    "github.com/restatedev/sdk-go.RandSource"))

((keyed_element
   . (literal_element (_) @_name)
   (literal_element (_) @_key)) @fresh-key
  (#constant? @_name "Idempotency-Key" "idempotency-key" "Idempotency-key")
  (#fresh? @_key "unique-id" "random" "wall-clock"))

((assignment_statement
   left: (expression_list (index_expression index: (_) @_name))
   right: (expression_list (_) @_key)) @fresh-key
  (#constant? @_name "Idempotency-Key" "idempotency-key" "Idempotency-key")
  (#fresh? @_key "unique-id" "random" "wall-clock"))

((if_statement
   condition: (binary_expression
     operator: "=="
     [left: (_) @_status right: (_) @_status])
   consequence: (block (statement_list
     (return_statement (expression_list (call_expression) @_error .))))) @done-as-failure
  (#any-of? @_status "http.StatusConflict" "409")
  (#returned-error? @_error "made"))

((if_statement
   condition: (binary_expression
     (binary_expression
       operator: "=="
       [left: (_) @_status right: (_) @_status]))
   consequence: (block (statement_list
     (return_statement (expression_list (call_expression) @_error .))))) @done-as-failure
  (#any-of? @_status "http.StatusConflict" "409")
  (#returned-error? @_error "made"))

((if_statement
   condition: (binary_expression
     operator: "=="
     [left: (_) @_status right: (_) @_status])
   consequence: (block (statement_list
     (return_statement (expression_list (call_expression) @_error .))))) @done-as-failure
  (#any-of? @_status "http.StatusConflict" "409")
  (#calls? @_error
    "github.com/restatedev/sdk-go.TerminalError"
    "github.com/restatedev/sdk-go.TerminalErrorf"
    "github.com/restatedev/sdk-go.ToTerminalError"))

((if_statement
   condition: (binary_expression
     (binary_expression
       operator: "=="
       [left: (_) @_status right: (_) @_status]))
   consequence: (block (statement_list
     (return_statement (expression_list (call_expression) @_error .))))) @done-as-failure
  (#any-of? @_status "http.StatusConflict" "409")
  (#calls? @_error
    "github.com/restatedev/sdk-go.TerminalError"
    "github.com/restatedev/sdk-go.TerminalErrorf"
    "github.com/restatedev/sdk-go.ToTerminalError"))

((expression_case
   value: (expression_list (_) @_status)
   (statement_list
     (return_statement (expression_list (call_expression) @_error .)))) @done-as-failure
  (#any-of? @_status "http.StatusConflict" "409")
  (#returned-error? @_error "made"))

((expression_case
   value: (expression_list (_) @_status)
   (statement_list
     (return_statement (expression_list (call_expression) @_error .)))) @done-as-failure
  (#any-of? @_status "http.StatusConflict" "409")
  (#calls? @_error
    "github.com/restatedev/sdk-go.TerminalError"
    "github.com/restatedev/sdk-go.TerminalErrorf"
    "github.com/restatedev/sdk-go.ToTerminalError"))
