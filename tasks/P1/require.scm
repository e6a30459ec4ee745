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
    "github.com/restatedev/sdk-go.RunAsync"
    "github.com/restatedev/sdk-go.RunVoid"
    "github.com/restatedev/sdk-go.RunAsyncFuture.Result")
  (#not-eq? @_value "_")
  (#not-eq? @_error "_"))

((return_statement (expression_list [(call_expression) (type_conversion_expression)] @_run)) @result-used
  (#comes-to? @_run
    "github.com/restatedev/sdk-go.Run"
    "github.com/restatedev/sdk-go.RunAsync"
    "github.com/restatedev/sdk-go.RunVoid"
    "github.com/restatedev/sdk-go.RunAsyncFuture.Result"))

; a status is read, or a client says what it means
((selector_expression field: (field_identifier) @_field) @status-checked
  (#any-of? @_field "StatusCode" "Status" "IsError" "IsSuccess" "IsErrorState" "IsSuccessState"))

([(method_declaration) (function_declaration) (func_literal)] @handler
  (#handler? @handler "InitiateShipment")
  (#directly-in? @handler "service"))
