([(call_expression) (type_conversion_expression)] @client
  (#calls? @client "github.com/restatedev/sdk-go/ingress.NewClient"))

((call_expression arguments: (argument_list (_) . (_) @_service . (_) . (_) @_handler)) @workflow
  (#calls? @workflow
    "github.com/restatedev/sdk-go/ingress.Workflow"
    "github.com/restatedev/sdk-go/ingress.WorkflowSend")
  (#may-be? @_service "OrderWorkflow")
  (#may-be? @_handler "Run"))

((call_expression) @started
  (#calls? @started
    "github.com/restatedev/sdk-go/ingress.Requester.Send"
    "github.com/restatedev/sdk-go/ingress.SendRequester.Send")
  (#keeps-error? @started))

((call_expression) @waits
  (#calls? @waits
    "github.com/restatedev/sdk-go/ingress.Requester.Request"
    "github.com/restatedev/sdk-go/ingress.InvocationHandle.Attach"))

; what Send gave is a handle of the invocation, too
((call_expression function: (selector_expression operand: (_) @_sent field: (field_identifier) @_method)) @waits
  (#eq? @_method "Attach")
  (#made-from? @_sent "github.com/restatedev/sdk-go/ingress.Requester.Send"))

((call_expression arguments: (argument_list (_) . (_) . (_) @_id)) @other-id
  (#calls? @other-id
    "github.com/restatedev/sdk-go/ingress.Workflow"
    "github.com/restatedev/sdk-go/ingress.WorkflowSend")
  (#fresh? @_id "unique-id" "random" "wall-clock"))

; one that a helper is handed
([(call_expression) (type_conversion_expression)] @other-id
  (#effect? @other-id "unique-id"))

((call_expression) @direct-call
  (#calls-handler? @direct-call))
