([(method_declaration) (function_declaration) (func_literal)] @handler
  (#handler? @handler "Charge")
  (#directly-in? @handler "service"))

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

; a failure that Restate retries
((return_statement
   (expression_list (_) @_error .)) @retried
  (#not-directly-in? @retried "service" "object" "workflow")
  (#returned-error? @_error "made")
  (#not-made-from? @_error
    "github.com/restatedev/sdk-go.TerminalError"
    "github.com/restatedev/sdk-go.TerminalErrorf"
    "github.com/restatedev/sdk-go.ToTerminalError"))

([(call_expression) (type_conversion_expression)] @retried
  (#calls? @retried
    "github.com/restatedev/sdk-go.ToRetryableError"
    "github.com/restatedev/sdk-go.RetryableErrorf"))

; in the closure itself: what a helper gives may be made terminal there
((if_statement
   condition: (binary_expression
     operator: "=="
     [left: (_) @_status right: (_) @_status])
   consequence: (block (statement_list
     (return_statement (expression_list (_) @_error .))))) @plain-refusal
  (#any-of? @_status "http.StatusPaymentRequired" "402")
  (#returned-error? @_error "made")
  (#not-made-from? @_error
    "github.com/restatedev/sdk-go.TerminalError"
    "github.com/restatedev/sdk-go.TerminalErrorf"
    "github.com/restatedev/sdk-go.ToTerminalError")
  (#inside? @plain-refusal "func_literal"))

((if_statement
   condition: (binary_expression
     operator: "=="
     [left: (_) @_status right: (_) @_status])
   consequence: (block (statement_list
     (return_statement (expression_list (identifier) @_error .))))) @plain-refusal
  (#any-of? @_status "http.StatusPaymentRequired" "402")
  (#returned-error? @_error "any")
  (#made-from? @_error "fmt.Errorf" "errors.New")
  (#not-made-from? @_error
    "github.com/restatedev/sdk-go.TerminalError"
    "github.com/restatedev/sdk-go.TerminalErrorf"
    "github.com/restatedev/sdk-go.ToTerminalError")
  (#inside? @plain-refusal "func_literal"))

((expression_case
   value: (expression_list (_) @_status)
   (statement_list
     (return_statement (expression_list (_) @_error .)))) @plain-refusal
  (#any-of? @_status "http.StatusPaymentRequired" "402")
  (#returned-error? @_error "made")
  (#not-made-from? @_error
    "github.com/restatedev/sdk-go.TerminalError"
    "github.com/restatedev/sdk-go.TerminalErrorf"
    "github.com/restatedev/sdk-go.ToTerminalError")
  (#inside? @plain-refusal "func_literal"))

((expression_case
   value: (expression_list (_) @_status)
   (statement_list
     (return_statement (expression_list (identifier) @_error .)))) @plain-refusal
  (#any-of? @_status "http.StatusPaymentRequired" "402")
  (#returned-error? @_error "any")
  (#made-from? @_error "fmt.Errorf" "errors.New")
  (#not-made-from? @_error
    "github.com/restatedev/sdk-go.TerminalError"
    "github.com/restatedev/sdk-go.TerminalErrorf"
    "github.com/restatedev/sdk-go.ToTerminalError")
  (#inside? @plain-refusal "func_literal"))

; main may panic: it is no handler
((call_expression
   function: (identifier) @_function) @panic
  (#eq? @_function "panic")
  (#exits? @panic)
  (#inside? @panic "method_declaration" "func_literal"))

((if_statement
   condition: (binary_expression
     left: (selector_expression field: (field_identifier) @_field)
     operator: [">" ">=" "!="]
     right: (_) @_status)
   consequence: (block (statement_list
     (return_statement (expression_list (_) @_error .))))) @outage-as-terminal
  (#eq? @_field "StatusCode")
  (#not-eq? @_status "http.StatusPaymentRequired")
  (#not-eq? @_status "402")
  (#made-from? @_error
    "github.com/restatedev/sdk-go.TerminalError"
    "github.com/restatedev/sdk-go.TerminalErrorf"
    "github.com/restatedev/sdk-go.ToTerminalError"))

((default_case
   (statement_list
     (return_statement (expression_list (_) @_error .)))) @outage-as-terminal
  (#made-from? @_error
    "github.com/restatedev/sdk-go.TerminalError"
    "github.com/restatedev/sdk-go.TerminalErrorf"
    "github.com/restatedev/sdk-go.ToTerminalError"))
