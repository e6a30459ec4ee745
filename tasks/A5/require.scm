; by restate.Service, or by a helper that is handed the names
((call_expression arguments: (argument_list (_) @_service . (_) @_handler)) @asks-warehouse
  (#constant? @_service "Warehouse")
  (#constant? @_handler "Stock")
  (#names-context? @asks-warehouse))

((call_expression arguments: (argument_list (_) @_service . (_) @_handler)) @asks-loyalty
  (#constant? @_service "Loyalty")
  (#constant? @_handler "Discount")
  (#names-context? @asks-loyalty))

((call_expression function: (selector_expression field: (field_identifier) @_method)) @futures
  (#eq? @_method "RequestFuture")
  (#operation? @futures "method"))

([(call_expression) (type_conversion_expression)] @run-async
  (#calls? @run-async
    "github.com/restatedev/sdk-go.RunAsync"
    "github.com/pithomlabs/rea.RunAsync"
    "github.com/pithomlabs/rea.RunAsyncWithRetry"))

([(call_expression) (type_conversion_expression)] @fetch
  (#effect? @fetch "network"))

; the context and three futures, or a slice of them
((call_expression arguments: (argument_list (_) . (_) . (_) . (_))) @wait
  (#calls? @wait
    "github.com/restatedev/sdk-go.Wait"
    "github.com/restatedev/sdk-go.WaitIter"
    "github.com/restatedev/sdk-go.WaitFirst"))

((call_expression arguments: (argument_list (variadic_argument))) @wait
  (#calls? @wait
    "github.com/restatedev/sdk-go.Wait"
    "github.com/restatedev/sdk-go.WaitIter"
    "github.com/restatedev/sdk-go.WaitFirst"))

(for_statement
  (range_clause
    right: (_) @each
    (#made-from? @each "github.com/restatedev/sdk-go.Wait")))

((call_expression function: (selector_expression field: (field_identifier) @_method)) @each
  (#eq? @_method "Next")
  (#operation? @each "method")
  (#inside? @each "for_statement"))

((call_expression) @each
  (#calls? @each "github.com/restatedev/sdk-go.WaitFirst")
  (#inside? @each "for_statement"))

((call_expression
   function: (selector_expression field: (field_identifier) @_method)
   arguments: (argument_list) @_nothing) @answers
  (#eq? @_method "Response")
  (#eq? @_nothing "()")
  (#not-from? @answers "module" "standard" "foreign"))

((call_expression
   function: (selector_expression field: (field_identifier) @_method)
   arguments: (argument_list) @_nothing) @price
  (#eq? @_method "Result")
  (#eq? @_nothing "()")
  (#not-from? @price "module" "standard" "foreign"))

((call_expression
   function: (selector_expression
     operand: (call_expression function: (selector_expression field: (field_identifier) @_log)))) @logging
  (#eq? @_log "Log")
  (#names-context? @logging))

; the logger in a variable of its own
((call_expression function: (selector_expression field: (field_identifier) @_log)) @logging
  (#eq? @_log "Log")
  (#names-context? @logging))

([(call_expression) (type_conversion_expression)] @selector
  (#calls? @selector "github.com/restatedev/sdk-go.Select"))

((call_expression function: (selector_expression field: (field_identifier) @_method)) @one-by-one
  (#eq? @_method "Request")
  (#operation? @one-by-one "method"))

([(call_expression) (type_conversion_expression)] @unread
  (#unread-future? @unread))

([(call_expression) (type_conversion_expression)] @late-start
  (#comes-to? @late-start "github.com/restatedev/sdk-go.Client.RequestFuture" "github.com/restatedev/sdk-go.RunAsync")
  (#not-comes-to? @late-start "github.com/restatedev/sdk-go.Wait" "github.com/restatedev/sdk-go.WaitFirst" "github.com/restatedev/sdk-go.WaitIter")
  (#comes-after? @late-start
    "github.com/restatedev/sdk-go.ResponseFuture.Response" "github.com/restatedev/sdk-go.RunAsyncFuture.Result"
    "github.com/restatedev/sdk-go.Wait" "github.com/restatedev/sdk-go.WaitFirst"))

((call_expression
   function: (selector_expression field: (field_identifier) @_method)
   arguments: (argument_list . (_) @constant-item))
  (#eq? @_method "RequestFuture")
  (#constant? @constant-item "*" ""))

; in the branch itself, or in the head of an if
(expression_case
  value: (expression_list . (identifier) @_future .)
  (statement_list
    [(short_var_declaration right: (expression_list (call_expression
       function: (selector_expression operand: (identifier) @_other field: (field_identifier) @_method)) @other-future))
     (assignment_statement right: (expression_list (call_expression
       function: (selector_expression operand: (identifier) @_other field: (field_identifier) @_method)) @other-future))
     (if_statement initializer: (_ right: (expression_list (call_expression
       function: (selector_expression operand: (identifier) @_other field: (field_identifier) @_method)) @other-future)))])
  (#any-of? @_method "Response" "Result")
  (#made-from? @_future "github.com/restatedev/sdk-go.Client.RequestFuture" "github.com/restatedev/sdk-go.RunAsync")
  (#not-eq? @_other @_future))

(range_clause
  left: (expression_list . (identifier) @_blank)
  right: (_) @unasked
  (#eq? @_blank "_")
  (#made-from? @unasked "github.com/restatedev/sdk-go.Wait"))

((assignment_statement left: (expression_list . (identifier) @_blank .) right: (expression_list . (identifier) @unasked .))
  (#eq? @_blank "_")
  (#made-from? @unasked "github.com/restatedev/sdk-go.Wait"))

([(method_declaration) (function_declaration) (func_literal)] @iteration-error
  (#handler? @iteration-error "Prepare" "prepare")
  (#comes-to? @iteration-error "github.com/restatedev/sdk-go.WaitIter")
  (#not-comes-to? @iteration-error "github.com/restatedev/sdk-go.WaitIterator.Err"))

([(call_expression) (type_conversion_expression)] @other-log
  (#calls? @other-log
    "log.Print" "log.Printf" "log.Println" "fmt.Print" "fmt.Printf" "fmt.Println"
    "log/slog.Debug" "log/slog.Info" "log/slog.Warn" "log/slog.Error"))
