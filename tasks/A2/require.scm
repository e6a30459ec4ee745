((call_expression arguments: (argument_list (_) . (_) @_key)) @writes-status
  (#calls? @writes-status "github.com/restatedev/sdk-go.Set")
  (#constant? @_key "status")
  (#in-handler-kind? @writes-status "workflow"))

; by restate.Set, or by a helper that is handed the context and the status
((call_expression arguments: (argument_list (_) @_status)) @sets-charging
  (#constant? @_status "charging")
  (#names-context? @sets-charging)
  (#calls? @sets-charging "github.com/restatedev/sdk-go.Set")
  (#in-handler-kind? @sets-charging "workflow"))

((call_expression arguments: (argument_list (_) @_status)) @sets-charging
  (#constant? @_status "charging")
  (#names-context? @sets-charging)
  (#from? @sets-charging "module")
  (#in-handler-kind? @sets-charging "workflow"))

; by restate.Set, or by a helper that is handed the context and the status
((call_expression arguments: (argument_list (_) @_status)) @sets-shipping
  (#constant? @_status "shipping")
  (#names-context? @sets-shipping)
  (#calls? @sets-shipping "github.com/restatedev/sdk-go.Set")
  (#in-handler-kind? @sets-shipping "workflow"))

((call_expression arguments: (argument_list (_) @_status)) @sets-shipping
  (#constant? @_status "shipping")
  (#names-context? @sets-shipping)
  (#from? @sets-shipping "module")
  (#in-handler-kind? @sets-shipping "workflow"))

; by restate.Set, or by a helper that is handed the context and the status
((call_expression arguments: (argument_list (_) @_status)) @sets-done
  (#constant? @_status "done")
  (#names-context? @sets-done)
  (#calls? @sets-done "github.com/restatedev/sdk-go.Set")
  (#in-handler-kind? @sets-done "workflow"))

((call_expression arguments: (argument_list (_) @_status)) @sets-done
  (#constant? @_status "done")
  (#names-context? @sets-done)
  (#from? @sets-done "module")
  (#in-handler-kind? @sets-done "workflow"))

((call_expression arguments: (argument_list (_) . (_) @_key)) @reads-status
  (#calls? @reads-status "github.com/restatedev/sdk-go.Get")
  (#constant? @_key "status")
  (#in-handler? @reads-status "GetStatus" "getStatus")
  (#in-handler-kind? @reads-status "workflow-shared"))

([(call_expression) (type_conversion_expression)] @steps-in-run
  (#effect? @steps-in-run "network")
  (#in-handler-kind? @steps-in-run "workflow"))

([(call_expression) (type_conversion_expression)] @served
  (#calls? @served
    "github.com/restatedev/sdk-go/server.Restate.Start"
    "github.com/restatedev/sdk-go/server.Restate.Handler"
    "github.com/restatedev/sdk-go/server.Restate.LambdaHandler"))
