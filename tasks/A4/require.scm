([(call_expression) (type_conversion_expression)] @data-plane
  (#effect? @data-plane "network")
  (#in-handler? @data-plane "Resize")
  (#in-handler-kind? @data-plane "service"))

; the framework's own, whose closure is the block of a Run
([(call_expression) (type_conversion_expression)] @data-plane
  (#calls? @data-plane "github.com/pithomlabs/rea.NewStatelessService"))

((call_expression arguments: (argument_list (_) . (_) @_service . (_) @_handler)) @client
  (#calls? @client "github.com/restatedev/sdk-go.Service")
  (#may-be? @_service "ImageService")
  (#may-be? @_handler "Resize")
  (#in-handler-kind? @client "workflow"))

((call_expression
   function: (selector_expression operand: (_) @_service field: (field_identifier) @_method)) @client
  (#eq? @_method "Execute")
  (#made-from? @_service "github.com/pithomlabs/rea.NewStatelessService")
  (#names-context? @client)
  (#in-handler-kind? @client "workflow"))

((call_expression function: (selector_expression field: (field_identifier) @_method)) @requested
  (#any-of? @_method "Request" "RequestFuture")
  (#operation? @requested "method")
  (#in-handler-kind? @requested "workflow"))

((call_expression
   function: (selector_expression operand: (_) @_service field: (field_identifier) @_method)) @requested
  (#eq? @_method "Execute")
  (#made-from? @_service "github.com/pithomlabs/rea.NewStatelessService")
  (#keeps-error? @requested)
  (#in-handler-kind? @requested "workflow"))

((call_expression) @workflow-bound
  (#calls? @workflow-bound "github.com/restatedev/sdk-go/server.Restate.Bind")
  (#binds? @workflow-bound "workflow" "ThumbnailWorkflow"))

((call_expression) @service-bound
  (#calls? @service-bound "github.com/restatedev/sdk-go/server.Restate.Bind")
  (#binds? @service-bound "service" "ImageService"))

([(call_expression) (type_conversion_expression)] @work-in-workflow
  (#effect? @work-in-workflow "network")
  (#in-handler-kind? @work-in-workflow "workflow"))

([(call_expression) (type_conversion_expression)] @started
  (#calls? @started
    "github.com/restatedev/sdk-go/server.Restate.Start"
    "github.com/restatedev/sdk-go/server.Restate.Handler"
    "github.com/restatedev/sdk-go/server.Restate.LambdaHandler"))

([(assignment_statement left: (expression_list . (identifier) @_blank) right: (expression_list (call_expression) @result-dropped))
  (short_var_declaration left: (expression_list . (identifier) @_blank) right: (expression_list (call_expression) @result-dropped))]
  (#eq? @_blank "_")
  (#comes-to? @result-dropped "github.com/restatedev/sdk-go.Client.Request" "github.com/restatedev/sdk-go.ResponseFuture.Response")
  (#in-handler-kind? @result-dropped "workflow"))

((if_statement
   condition: (binary_expression left: (identifier) @_error operator: "!=" right: (nil))
   consequence: (block (statement_list (return_statement (expression_list (nil) @error-dropped .)))))
  (#made-from? @_error "github.com/restatedev/sdk-go.Client.Request" "github.com/restatedev/sdk-go.ResponseFuture.Response")
  (#in-handler-kind? @error-dropped "workflow"))
