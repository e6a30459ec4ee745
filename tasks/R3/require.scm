([(method_declaration) (function_declaration) (func_literal)] @handler
  (#handler? @handler "Charge")
  (#directly-in? @handler "service"))

; the request itself, or a helper that makes it
([(call_expression) (type_conversion_expression)] @charge-in-run
  (#effect? @charge-in-run "network"))

((binary_expression
   [left: (_) @_status right: (_) @_status]) @refusal
  (#number? @_status "402"))

((expression_case
   value: (expression_list (_) @_status)) @refusal
  (#number? @_status "402"))

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
  (#number? @_status "402")
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
  (#number? @_status "402")
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
  (#number? @_status "402")
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
  (#number? @_status "402")
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

; what a helper of the answer makes of a status may be either
((if_statement
   condition: (binary_expression
     left: (selector_expression field: (field_identifier) @_field)
     operator: [">" ">=" "!="]
     right: (_) @_status)
   consequence: (block (statement_list
     (return_statement (expression_list (_) @_error .))))) @outage-as-terminal
  (#eq? @_field "StatusCode")
  (#not-number? @_status "402")
  (#not-from? @_error "module")
  (#made-from? @_error
    "github.com/restatedev/sdk-go.TerminalError"
    "github.com/restatedev/sdk-go.TerminalErrorf"
    "github.com/restatedev/sdk-go.ToTerminalError"))

((default_case
   (statement_list
     (return_statement (expression_list (_) @_error .)))) @outage-as-terminal
  (#not-from? @_error "module")
  (#made-from? @_error
    "github.com/restatedev/sdk-go.TerminalError"
    "github.com/restatedev/sdk-go.TerminalErrorf"
    "github.com/restatedev/sdk-go.ToTerminalError"))

; status < 200 || status > 299
((if_statement
   condition: (binary_expression
     operator: "||"
     right: (binary_expression
       left: (selector_expression field: (field_identifier) @_field)
       operator: [">" ">="]))
   consequence: (block (statement_list
     (return_statement (expression_list (_) @_error .))))) @outage-as-terminal
  (#eq? @_field "StatusCode")
  (#not-from? @_error "module")
  (#made-from? @_error
    "github.com/restatedev/sdk-go.TerminalError"
    "github.com/restatedev/sdk-go.TerminalErrorf"
    "github.com/restatedev/sdk-go.ToTerminalError"))

; whatever is not 402
((if_statement
   condition: (binary_expression
     operator: "!="
     [left: (_) @_status right: (_) @_status])
   consequence: (block (statement_list
     (return_statement (expression_list (_) @_error .))))) @outage-as-terminal
  (#number? @_status "402")
  (#not-from? @_error "module")
  (#made-from? @_error
    "github.com/restatedev/sdk-go.TerminalError"
    "github.com/restatedev/sdk-go.TerminalErrorf"
    "github.com/restatedev/sdk-go.ToTerminalError"))

((if_statement
   condition: (binary_expression
     operator: "&&"
     (binary_expression
       operator: "!="
       [left: (_) @_status right: (_) @_status]))
   consequence: (block (statement_list
     (return_statement (expression_list (_) @_error .))))) @outage-as-terminal
  (#number? @_status "402")
  (#not-from? @_error "module")
  (#made-from? @_error
    "github.com/restatedev/sdk-go.TerminalError"
    "github.com/restatedev/sdk-go.TerminalErrorf"
    "github.com/restatedev/sdk-go.ToTerminalError"))

; no answer at all
((statement_list
   (short_var_declaration right: (expression_list (call_expression) @_request)) .
   (if_statement
     condition: (binary_expression left: (identifier) @_failure operator: "!=")
     consequence: (block (statement_list
       (return_statement (expression_list (_) @_error .))))) @outage-as-terminal)
  (#calls? @_request
    "net/http.Client.Do" "net/http.Client.Get" "net/http.Client.Post" "net/http.Client.PostForm"
    "net/http.Get" "net/http.Post" "net/http.PostForm")
  (#made-from? @_failure
    "net/http.Client.Do" "net/http.Client.Get" "net/http.Client.Post" "net/http.Client.PostForm"
    "net/http.Get" "net/http.Post" "net/http.PostForm")
  (#not-from? @_error "module")
  (#made-from? @_error
    "github.com/restatedev/sdk-go.TerminalError"
    "github.com/restatedev/sdk-go.TerminalErrorf"
    "github.com/restatedev/sdk-go.ToTerminalError"))

; a single attempt
((call_expression arguments: (argument_list . (_) @_attempts)) @outage-as-terminal
  (#calls? @outage-as-terminal "github.com/restatedev/sdk-go.WithMaxRetryAttempts")
  (#number? @_attempts "1"))

; fmt.Errorf("charge: %v", err)
((return_statement
   (expression_list (call_expression arguments: (argument_list (_) (_) @_terminal)) @terminal-lost .))
  (#unwrapped? @terminal-lost @_terminal)
  (#made-from? @_terminal
    "github.com/restatedev/sdk-go.TerminalError"
    "github.com/restatedev/sdk-go.TerminalErrorf"
    "github.com/restatedev/sdk-go.ToTerminalError"))
