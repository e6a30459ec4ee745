((call_expression arguments: (argument_list . (_) @_kept)) @workflow-retention
  (#calls? @workflow-retention "github.com/restatedev/sdk-go.WithWorkflowRetention")
  (#lasts? @_kept "168h" "168h")
  (#option-of? @workflow-retention "workflow"))

((call_expression arguments: (argument_list . (_) @_kept)) @service-retention
  (#calls? @service-retention "github.com/restatedev/sdk-go.WithIdempotencyRetention")
  (#lasts? @_kept "168h" "168h")
  (#option-of? @service-retention "service"))

; the call itself, or a helper that makes it
([(call_expression) (type_conversion_expression)] @call-in-workflow
  (#effect? @call-in-workflow "network")
  (#in-handler-kind? @call-in-workflow "workflow"))

([(call_expression) (type_conversion_expression)] @call-in-service
  (#effect? @call-in-service "network")
  (#in-handler-kind? @call-in-service "service"))

((call_expression) @workflow-bound
  (#calls? @workflow-bound "github.com/restatedev/sdk-go/server.Restate.Bind")
  (#binds? @workflow-bound "workflow" "CustomerOnboarding"))

((call_expression) @service-bound
  (#calls? @service-bound "github.com/restatedev/sdk-go/server.Restate.Bind")
  (#binds? @service-bound "service" "Invoicing"))

; one that cannot be told is missing, not forbidden
((call_expression arguments: (argument_list . (_) @_kept)) @other-retention
  (#calls? @other-retention
    "github.com/restatedev/sdk-go.WithWorkflowRetention"
    "github.com/restatedev/sdk-go.WithIdempotencyRetention")
  (#lasts? @_kept "0s" "167h59m59s999ms"))

((call_expression arguments: (argument_list . (_) @_kept)) @other-retention
  (#calls? @other-retention
    "github.com/restatedev/sdk-go.WithWorkflowRetention"
    "github.com/restatedev/sdk-go.WithIdempotencyRetention")
  (#lasts? @_kept "168h1ms"))
