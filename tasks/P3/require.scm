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

; after the wait, itself or in a helper
([(call_expression) (type_conversion_expression)] @release
  (#comes-to? @release "github.com/restatedev/sdk-go.Clear" "github.com/restatedev/sdk-go.ClearAll")
  (#comes-after? @release "github.com/restatedev/sdk-go.Sleep" "github.com/restatedev/sdk-go.After"))

; in a closure, which may be called then
([(call_expression) (type_conversion_expression)] @release
  (#calls? @release "github.com/restatedev/sdk-go.Clear" "github.com/restatedev/sdk-go.ClearAll")
  (#not-directly-in? @release "object"))

; by the handler that the message reaches
([(method_declaration) (function_declaration) (func_literal)] @release
  (#directly-in? @release "object")
  (#not-in-handler? @release "LockResource")
  (#comes-to? @release "github.com/restatedev/sdk-go.Clear" "github.com/restatedev/sdk-go.ClearAll"))

; a handler that sends the message to itself
([(method_declaration) (function_declaration) (func_literal)] @release
  (#handler? @release "LockResource")
  (#comes-to? @release "github.com/restatedev/sdk-go.Clear" "github.com/restatedev/sdk-go.ClearAll")
  (#comes-to? @release "github.com/restatedev/sdk-go.Client.Send" "github.com/restatedev/sdk-go.SendClient.Send"))

([(call_expression) (type_conversion_expression)] @released-early
  (#comes-to? @released-early "github.com/restatedev/sdk-go.Sleep" "github.com/restatedev/sdk-go.After")
  (#comes-after? @released-early "github.com/restatedev/sdk-go.Clear" "github.com/restatedev/sdk-go.ClearAll"))

([(call_expression) (type_conversion_expression)] @other-state
  (#clears-unset? @other-state))

; restate.ObjectSend(ctx, "Resource", restate.Key(ctx), "Release")
((call_expression
   arguments: (argument_list . (_) . (_) . (_) @_key . (_))) @other-target
  (#calls? @other-target "github.com/restatedev/sdk-go.ObjectSend" "github.com/restatedev/sdk-go.Object")
  (#not-made-from? @_key "github.com/restatedev/sdk-go.Key"))

([(call_expression) (type_conversion_expression)] @other-target
  (#calls? @other-target "github.com/restatedev/sdk-go.ObjectSend" "github.com/restatedev/sdk-go.Object")
  (#lacks-handler? @other-target))
