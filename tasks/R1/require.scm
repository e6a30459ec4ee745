([(method_declaration) (function_declaration) (func_literal)] @handler
  (#handler? @handler "Run")
  (#directly-in? @handler "workflow"))

; not those of compensations, which are closures without a context of their own
([(call_expression) (type_conversion_expression)] @steps
  (#runs? @steps)
  (#not-registers-compensation? @steps)
  (#directly-in? @steps "workflow" "service"))

; put aside in a list
([(call_expression) (type_conversion_expression)] @compensations
  (#registers-compensation? @compensations))

; handed to a function that puts it aside
((call_expression
   function: [(identifier) @_name (selector_expression field: (field_identifier) @_name)]
   arguments: (argument_list (func_literal))) @compensations
  (#any-of? @_name
    "addCompensation" "AddCompensation" "pushCompensation" "PushCompensation" "registerCompensation"
    "RegisterCompensation" "addUndo" "AddUndo" "pushUndo" "addRollback" "AddRollback" "registerRollback"
    "RegisterRollback" "onRollback" "OnRollback" "onFailure" "OnFailure" "onError" "OnError" "undoWith"
    "compensateWith" "CompensateWith" "push" "Push")
  (#not-registers-compensation? @compensations))

; deferred by itself
; and not one that goes through a list
((defer_statement) @compensations
  (#undoes-on-error? @compensations)
  (#not-has? @compensations "for_statement")
  (#comes-to? @compensations
    "github.com/restatedev/sdk-go.Run"
    "github.com/restatedev/sdk-go.RunAsync"
    "github.com/restatedev/sdk-go.RunVoid"
    "github.com/restatedev/sdk-go.Client.Request"
    "github.com/restatedev/sdk-go.Client.RequestFuture"
    "github.com/restatedev/sdk-go.Client.Send"
    "github.com/restatedev/sdk-go.SendClient.Send"))

((defer_statement) @guarded-defer
  (#undoes-on-error? @guarded-defer))

((_
   result: (parameter_list (parameter_declaration name: (identifier) type: (type_identifier) @_error))
   body: (block (statement_list (defer_statement) @_defer))) @named-error
  (#eq? @_error "error")
  (#undoes-on-error? @_defer))

; for i := len(undos) - 1; i >= 0; i--
((for_clause update: (dec_statement)) @in-reverse)

([(call_expression) (type_conversion_expression)] @in-reverse
  (#calls? @in-reverse "slices.Backward" "slices.Reverse"))

; undos = append([]func() error{undo}, undos...)
((call_expression
   function: (identifier) @_append
   arguments: (argument_list . (composite_literal) . (variadic_argument))) @in-reverse
  (#eq? @_append "append"))

; slices.Insert(undos, 0, undo)
((call_expression arguments: (argument_list . (_) . (int_literal) @_place)) @in-reverse
  (#eq? @_place "0")
  (#calls? @in-reverse "slices.Insert"))

; undos = undos[:len(undos)-1]
((slice_expression
   end: (binary_expression left: (call_expression function: (identifier) @_len) right: (int_literal) @_one)) @in-reverse
  (#eq? @_len "len")
  (#eq? @_one "1"))

; Go runs what was deferred last first
((statement_list (defer_statement) @_earlier (defer_statement) @in-reverse)
  (#undoes-on-error? @_earlier)
  (#undoes-on-error? @in-reverse))

([(call_expression) (type_conversion_expression)] @terminal
  (#calls? @terminal
    "github.com/restatedev/sdk-go.TerminalError" "github.com/restatedev/sdk-go.TerminalErrorf"
    "github.com/restatedev/sdk-go.ToTerminalError"))

; if err != nil { undo(); err = nil }
((assignment_statement
   left: (expression_list . (identifier) @_error .)
   right: (expression_list . (nil) .)) @swallowed
  (#named-result? @_error)
  (#inside? @swallowed "defer_statement"))

; wf.backend.Refund(ctx, order), where the backend is an interface
([(call_expression) (type_conversion_expression)] @outside-run
  (#plain-context? @outside-run))
