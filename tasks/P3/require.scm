([(method_declaration) (function_declaration) (func_literal)] @handler
  (#handler? @handler "LockResource")
  (#directly-in? @handler "object"))

; a wait, itself or in a helper, after the state is set
([(call_expression) (type_conversion_expression)] @lock-first
  (#comes-to? @lock-first "github.com/restatedev/sdk-go.Sleep" "github.com/restatedev/sdk-go.After")
  (#comes-after? @lock-first "github.com/restatedev/sdk-go.Set"))

; a message that is sent beside it; the order of the two is no matter, since both are kept before anything runs
([(method_declaration) (function_declaration) (func_literal)] @lock-first
  (#directly-in? @lock-first "object")
  (#comes-to? @lock-first "github.com/restatedev/sdk-go.Set")
  (#comes-to? @lock-first "github.com/restatedev/sdk-go.Client.Send" "github.com/restatedev/sdk-go.SendClient.Send")
  (#not-comes-to? @lock-first "github.com/restatedev/sdk-go.Sleep" "github.com/restatedev/sdk-go.After"))

((call_expression
   arguments: (argument_list . (_) . (_) @_duration)) @five-minutes
  (#operation? @five-minutes "sleep")
  (#lasts? @_duration "5m" "5m"))

; a helper that is handed the time
((call_expression
   arguments: (argument_list (_) @_duration)) @five-minutes
  (#comes-to? @five-minutes "github.com/restatedev/sdk-go.Sleep" "github.com/restatedev/sdk-go.After")
  (#not-operation? @five-minutes "sleep")
  (#lasts? @_duration "5m" "5m"))

((call_expression
   arguments: (argument_list . (_) @_duration)) @five-minutes
  (#calls? @five-minutes "github.com/restatedev/sdk-go.WithDelay")
  (#lasts? @_duration "5m" "5m"))

([(call_expression) (type_conversion_expression)] @release
  (#calls? @release "github.com/restatedev/sdk-go.Clear" "github.com/restatedev/sdk-go.ClearAll"))
