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
  (#number? @_status "409"))

((expression_case
   value: (expression_list (_) @_status)) @already-done
  (#number? @_status "409"))

; slices.Contains(accepted, status)
((call_expression
   arguments: (argument_list . (_) @_statuses . (_))) @already-done
  (#number? @_statuses "409")
  (#calls? @already-done "slices.Contains" "golang.org/x/exp/slices.Contains"))

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
  (#number? @_status "409")
  (#returned-error? @_error "made"))

((if_statement
   condition: (binary_expression
     (binary_expression
       operator: "=="
       [left: (_) @_status right: (_) @_status]))
   consequence: (block (statement_list
     (return_statement (expression_list (call_expression) @_error .))))) @done-as-failure
  (#number? @_status "409")
  (#returned-error? @_error "made"))

((if_statement
   condition: (binary_expression
     operator: "=="
     [left: (_) @_status right: (_) @_status])
   consequence: (block (statement_list
     (return_statement (expression_list (call_expression) @_error .))))) @done-as-failure
  (#number? @_status "409")
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
  (#number? @_status "409")
  (#calls? @_error
    "github.com/restatedev/sdk-go.TerminalError"
    "github.com/restatedev/sdk-go.TerminalErrorf"
    "github.com/restatedev/sdk-go.ToTerminalError"))

((expression_case
   value: (expression_list (_) @_status)
   (statement_list
     (return_statement (expression_list (call_expression) @_error .)))) @done-as-failure
  (#number? @_status "409")
  (#returned-error? @_error "made"))

((expression_case
   value: (expression_list (_) @_status)
   (statement_list
     (return_statement (expression_list (call_expression) @_error .)))) @done-as-failure
  (#number? @_status "409")
  (#calls? @_error
    "github.com/restatedev/sdk-go.TerminalError"
    "github.com/restatedev/sdk-go.TerminalErrorf"
    "github.com/restatedev/sdk-go.ToTerminalError"))

((call_expression
   arguments: (argument_list . (_) @_name . (_) @_key)) @fixed-key
  (#constant? @_name "Idempotency-Key" "idempotency-key" "Idempotency-key")
  (#constant? @_key "*"))

((keyed_element
   . (literal_element (_) @_name)
   (literal_element (_) @_key)) @fixed-key
  (#constant? @_name "Idempotency-Key" "idempotency-key" "Idempotency-key")
  (#constant? @_key "*"))

((assignment_statement
   left: (expression_list (index_expression index: (_) @_name))
   right: (expression_list (_) @_key)) @fixed-key
  (#constant? @_name "Idempotency-Key" "idempotency-key" "Idempotency-key")
  (#constant? @_key "*"))

; if !slices.Contains(done, status) { return err }
((if_statement
   condition: (unary_expression
     operator: "!"
     operand: (call_expression arguments: (argument_list . (_) @_done . (_))) @_contains)
   consequence: (block (statement_list (return_statement)))) @outage-as-success
  (#number? @_done "500" "501" "502" "503" "504")
  (#calls? @_contains "slices.Contains" "golang.org/x/exp/slices.Contains"))
