; the call itself, or one of a helper that makes it
([(call_expression) (type_conversion_expression)] @call-in-run
  (#effect? @call-in-run "network"))

; `ctx.Log()`, of the handler or of the Run block
((call_expression
   function: (selector_expression operand: (_) @_ctx field: (field_identifier) @_log)) @logging
  (#eq? @_log "Log")
  (#context? @_ctx "handler"))

((call_expression
   function: (selector_expression operand: (_) @_ctx field: (field_identifier) @_log)) @logging
  (#eq? @_log "Log")
  (#context? @_ctx "run"))

; what Run gives, or a helper around it
((short_var_declaration
   left: (expression_list (identifier) @_value (identifier) @_error)
   right: (expression_list [(call_expression) (type_conversion_expression)] @_run)) @result-used
  (#runs? @_run)
  (#not-eq? @_value "_")
  (#not-eq? @_error "_"))

((assignment_statement
   left: (expression_list (_) @_value (_) @_error)
   right: (expression_list [(call_expression) (type_conversion_expression)] @_run)) @result-used
  (#runs? @_run)
  (#not-eq? @_value "_")
  (#not-eq? @_error "_"))

((return_statement (expression_list [(call_expression) (type_conversion_expression)] @_run)) @result-used
  (#runs? @_run))

; what a future of RunAsync gives, or a helper that performs a Run
((short_var_declaration
   left: (expression_list (identifier) @_value (identifier) @_error)
   right: (expression_list [(call_expression) (type_conversion_expression)] @_run)) @result-used
  (#comes-to? @_run
    "github.com/restatedev/sdk-go.Run"
    "github.com/pithomlabs/rea.RunDo"
    "github.com/pithomlabs/rea.RunWithRetry"
    "github.com/restatedev/sdk-go.RunAsync"
    "github.com/restatedev/sdk-go.RunVoid"
    "github.com/restatedev/sdk-go.RunAsyncFuture.Result")
  (#not-eq? @_value "_")
  (#not-eq? @_error "_"))

((assignment_statement
   left: (expression_list (_) @_value (_) @_error)
   right: (expression_list [(call_expression) (type_conversion_expression)] @_run)) @result-used
  (#comes-to? @_run
    "github.com/restatedev/sdk-go.Run"
    "github.com/pithomlabs/rea.RunDo"
    "github.com/pithomlabs/rea.RunWithRetry"
    "github.com/restatedev/sdk-go.RunAsync"
    "github.com/restatedev/sdk-go.RunVoid"
    "github.com/restatedev/sdk-go.RunAsyncFuture.Result")
  (#not-eq? @_value "_")
  (#not-eq? @_error "_"))

((return_statement (expression_list [(call_expression) (type_conversion_expression)] @_run)) @result-used
  (#comes-to? @_run
    "github.com/restatedev/sdk-go.Run"
    "github.com/pithomlabs/rea.RunDo"
    "github.com/pithomlabs/rea.RunWithRetry"
    "github.com/restatedev/sdk-go.RunAsync"
    "github.com/restatedev/sdk-go.RunVoid"
    "github.com/restatedev/sdk-go.RunAsyncFuture.Result"))

; a status is read, or a client says what it means
((selector_expression field: (field_identifier) @_field) @status-checked
  (#any-of? @_field "StatusCode" "Status" "IsError" "IsSuccess" "IsErrorState" "IsSuccessState"))

([(method_declaration) (function_declaration) (func_literal)] @handler
  (#handler? @handler "InitiateShipment")
  (#directly-in? @handler "service"))

; a bad status is only told, and the code goes on
((if_statement
   condition: (binary_expression
     operator: ["!=" ">=" ">" "||"]
     right: [(int_literal) (identifier) (selector_expression) (binary_expression)]) @_status
   consequence: (block (statement_list . (expression_statement (call_expression) @_told) .))
   !alternative) @status-passed-over
  (#made-from? @_status
    "net/http.Client.Do" "net/http.Client.Post" "net/http.Client.PostForm" "net/http.Client.Get"
    "net/http.Post" "net/http.PostForm" "net/http.Get")
  (#calls? @_told
    "fmt.Print" "fmt.Printf" "fmt.Println" "log.Print" "log.Printf" "log.Println"
    "log/slog.Debug" "log/slog.Info" "log/slog.Warn" "log/slog.Error"
    "log/slog.Logger.Debug" "log/slog.Logger.Info" "log/slog.Logger.Warn" "log/slog.Logger.Error"))

; the tracking number of the answer, and no other value
((return_statement (expression_list . (_) @_number)) @returned
  (#handler? @returned "InitiateShipment")
  (#made-from? @_number
    "github.com/restatedev/sdk-go.Run"
    "github.com/pithomlabs/rea.RunDo"
    "github.com/pithomlabs/rea.RunWithRetry"
    "github.com/restatedev/sdk-go.RunAsync"
    "github.com/restatedev/sdk-go.RunAsyncFuture.Result"))

; number = …; return
((assignment_statement
   left: (expression_list . (identifier) @_result)
   right: (expression_list . (_) @_number)) @returned
  (#handler? @returned "InitiateShipment")
  (#named-result? @_result)
  (#made-from? @_number
    "github.com/restatedev/sdk-go.Run"
    "github.com/pithomlabs/rea.RunDo"
    "github.com/pithomlabs/rea.RunWithRetry"
    "github.com/restatedev/sdk-go.RunAsync"
    "github.com/restatedev/sdk-go.RunAsyncFuture.Result"))

((short_var_declaration
   left: (expression_list . (identifier) @_result)
   right: (expression_list . (_) @_number)) @returned
  (#handler? @returned "InitiateShipment")
  (#named-result? @_result)
  (#made-from? @_number
    "github.com/restatedev/sdk-go.Run"
    "github.com/pithomlabs/rea.RunDo"
    "github.com/pithomlabs/rea.RunWithRetry"
    "github.com/restatedev/sdk-go.RunAsync"
    "github.com/restatedev/sdk-go.RunAsyncFuture.Result"))

; a failure that passes for a success
((return_statement (expression_list (interpreted_string_literal) @_empty . (nil))) @no-answer
  (#eq? @_empty "\"\""))

((return_statement
   (expression_list (composite_literal type: (type_identifier) body: (literal_value) @_empty) . (nil))) @no-answer
  (#eq? @_empty "{}"))

((return_statement
   (expression_list
     (unary_expression operand: (composite_literal type: (type_identifier) body: (literal_value) @_empty))
     . (nil))) @no-answer
  (#eq? @_empty "{}"))

; what the Run gave is in the journal, so every retry decides the same
((if_statement
   condition: (_) @_answer
   consequence: (block (statement_list
     (return_statement (expression_list (_) @_error .)) @plain-failure)))
  (#retried-forever? @_error)
  (#made-from? @_answer
    "github.com/restatedev/sdk-go.Run"
    "github.com/pithomlabs/rea.RunDo"
    "github.com/pithomlabs/rea.RunWithRetry"
    "github.com/restatedev/sdk-go.RunAsync"
    "github.com/restatedev/sdk-go.RunAsyncFuture.Result"))

((expression_case
   value: (expression_list (_) @_answer)
   (statement_list
     (return_statement (expression_list (_) @_error .)) @plain-failure))
  (#retried-forever? @_error)
  (#made-from? @_answer
    "github.com/restatedev/sdk-go.Run"
    "github.com/pithomlabs/rea.RunDo"
    "github.com/pithomlabs/rea.RunWithRetry"
    "github.com/restatedev/sdk-go.RunAsync"
    "github.com/restatedev/sdk-go.RunAsyncFuture.Result"))

([(call_expression) (type_conversion_expression)] @other-log
  (#effect? @other-log "log"))

((call_expression
   arguments: (argument_list . (_) @_name . (_) @_key)) @fresh-key
  (#constant? @_name "Idempotency-Key" "idempotency-key" "Idempotency-key")
  (#fresh? @_key "unique-id" "random" "wall-clock"))
