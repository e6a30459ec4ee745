([(method_declaration) (function_declaration) (func_literal)] @handler
  (#handler? @handler "Checkout")
  (#directly-in? @handler "object"))

([(call_expression) (type_conversion_expression)] @awakeable
  (#calls? @awakeable "github.com/restatedev/sdk-go.Awakeable"))

; the request itself, or a helper that makes it
([(call_expression) (type_conversion_expression)] @payment-in-run
  (#effect? @payment-in-run "network"))

; anything that takes the identifier in, but a log
((call_expression
   arguments: (argument_list (_) @_id)) @id-handed-on
  (#made-from? @_id "github.com/restatedev/sdk-go.AwakeableFuture.Id")
  (#not-calls? @id-handed-on
    "github.com/restatedev/sdk-go.ReplayLogger.Debug"
    "github.com/restatedev/sdk-go.ReplayLogger.Info"
    "github.com/restatedev/sdk-go.ReplayLogger.Warn"
    "github.com/restatedev/sdk-go.ReplayLogger.Error"
    "github.com/restatedev/sdk-go.ReplayLogger.With"))

([(call_expression) (type_conversion_expression)] @result
  (#calls? @result "github.com/restatedev/sdk-go.AwakeableFuture.Result"))

((short_var_declaration
   left: (expression_list . (identifier) @_name)
   right: (expression_list (call_expression) @_call)) @result-ignored
  (#eq? @_name "_")
  (#calls? @_call "github.com/restatedev/sdk-go.AwakeableFuture.Result"))

((assignment_statement
   left: (expression_list . (identifier) @_name)
   right: (expression_list (call_expression) @_call)) @result-ignored
  (#eq? @_name "_")
  (#calls? @_call "github.com/restatedev/sdk-go.AwakeableFuture.Result"))
