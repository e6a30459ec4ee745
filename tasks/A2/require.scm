((call_expression arguments: (argument_list (_) . (_) @_key)) @writes-status
  (#calls? @writes-status "github.com/restatedev/sdk-go.Set")
  (#constant? @_key "status")
  (#in-handler-kind? @writes-status "workflow"))

; in Run or in a helper that is handed the text, by a parameter, a field or a table
((call_expression arguments: (argument_list (_) . (_) @_key . (_) @_status)) @sets-charging
  (#calls? @sets-charging "github.com/restatedev/sdk-go.Set")
  (#may-be? @_key "status")
  (#may-be? @_status "charging")
  (#in-handler-kind? @sets-charging "workflow"))

((call_expression arguments: (argument_list (_) . (_) @_key . (_) @_status)) @sets-shipping
  (#calls? @sets-shipping "github.com/restatedev/sdk-go.Set")
  (#may-be? @_key "status")
  (#may-be? @_status "shipping")
  (#in-handler-kind? @sets-shipping "workflow"))

((call_expression arguments: (argument_list (_) . (_) @_key . (_) @_status)) @sets-done
  (#calls? @sets-done "github.com/restatedev/sdk-go.Set")
  (#may-be? @_key "status")
  (#may-be? @_status "done")
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
