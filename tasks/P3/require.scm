([(method_declaration) (function_declaration) (func_literal)] @handler
  (#handler? @handler "LockResource")
  (#directly-in? @handler "object"))

; a wait, itself or in a helper, after the state is set
([(call_expression) (type_conversion_expression)] @lock-first
  (#performs? @lock-first "sleep")
  (#performed-before? @lock-first "Set"))

; a message that is sent beside it; the order of the two is no matter, since both are kept before anything runs
([(method_declaration) (function_declaration) (func_literal)] @lock-first
  (#directly-in? @lock-first "object")
  (#performs? @lock-first "Set")
  (#performs? @lock-first "Send")
  (#not-performs? @lock-first "sleep"))

((call_expression
   arguments: (argument_list . (_) . (_) @_duration)) @five-minutes
  (#operation? @five-minutes "sleep")
  (#lasts? @_duration "5m" "5m"))

; a helper that is handed the time
((call_expression
   arguments: (argument_list (_) @_duration)) @five-minutes
  (#performs? @five-minutes "sleep")
  (#not-operation? @five-minutes "sleep")
  (#lasts? @_duration "5m" "5m"))

((call_expression
   arguments: (argument_list . (_) @_duration)) @five-minutes
  (#calls? @five-minutes "github.com/restatedev/sdk-go.WithDelay")
  (#lasts? @_duration "5m" "5m"))

([(call_expression) (type_conversion_expression)] @release
  (#calls? @release "github.com/restatedev/sdk-go.Clear" "github.com/restatedev/sdk-go.ClearAll"))
