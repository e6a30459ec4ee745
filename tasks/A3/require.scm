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

((call_expression arguments: (argument_list . (_) . (_) . (_) @_id)) @other-id
  (#calls? @other-id
    "github.com/restatedev/sdk-go/ingress.Workflow"
    "github.com/restatedev/sdk-go/ingress.WorkflowSend")
  (#fresh? @_id "unique-id" "random" "wall-clock"))

((call_expression arguments: (argument_list . (_) . (_) . (_) @_id)) @other-id
  (#calls? @other-id
    "github.com/restatedev/sdk-go/ingress.Workflow"
    "github.com/restatedev/sdk-go/ingress.WorkflowSend")
  (#constant? @_id "*"))

((call_expression arguments: (argument_list . (_) . (_) . (_) @_id)) @other-id
  (#calls? @other-id
    "github.com/restatedev/sdk-go/ingress.Workflow"
    "github.com/restatedev/sdk-go/ingress.WorkflowSend")
  (#made-from? @_id "os.Getpid" "os.Getppid" "os.Hostname"))

; one that a helper is handed
([(call_expression) (type_conversion_expression)] @other-id
  (#effect? @other-id "unique-id"))

((call_expression) @direct-call
  (#calls-handler? @direct-call))

((raw_string_literal) @id-field
  (#may-be? @id-field "*\"id\"*" "*\"id,*"))

((keyed_element . (literal_element (interpreted_string_literal) @id-field))
  (#constant? @id-field "id"))

((raw_string_literal) @amount-field
  (#may-be? @amount-field "*\"amount\"*" "*\"amount,*"))

((keyed_element . (literal_element (interpreted_string_literal) @amount-field))
  (#constant? @amount-field "amount"))

((call_expression arguments: (argument_list (_) @_id)) @prints
  (#not-from? @prints "module" "sdk")
  (#made-from? @_id "github.com/restatedev/sdk-go/ingress.SendResponse.Id" "github.com/restatedev/sdk-go/ingress.SimpleSendResponse.Id"))

; a message, and no more, where the error is that of the start
((if_statement
   condition: (binary_expression left: (identifier) @_error operator: "!=" right: (nil))
   consequence: (block (statement_list (expression_statement (call_expression function: (_) @_panic) @exits-well) .)))
  (#not-eq? @_panic "panic")
  (#made-from? @_error "github.com/restatedev/sdk-go/ingress.Requester.Send" "github.com/restatedev/sdk-go/ingress.SendRequester.Send")
  (#not-comes-to? @exits-well "os.Exit" "log.Fatal" "log.Fatalf" "log.Fatalln" "log.Panic" "log.Panicf" "log.Panicln" "log.Logger.Fatal"
    "log.Logger.Fatalf" "log.Logger.Fatalln"
    "github.com/sirupsen/logrus.Fatal" "github.com/sirupsen/logrus.Fatalf" "go.uber.org/zap.Logger.Fatal"
    "go.uber.org/zap.SugaredLogger.Fatalf" "github.com/rs/zerolog/log.Fatal"))

((function_declaration
   name: (identifier) @_main
   body: (block (statement_list (if_statement
     condition: (binary_expression left: (identifier) @_error operator: "!=" right: (nil))
     consequence: (block (statement_list (return_statement) @exits-well .))))))
  (#eq? @_main "main")
  (#made-from? @_error "github.com/restatedev/sdk-go/ingress.Requester.Send" "github.com/restatedev/sdk-go/ingress.SendRequester.Send"))

((call_expression) @goroutine
  (#comes-to? @goroutine "github.com/restatedev/sdk-go/ingress.Requester.Send" "github.com/restatedev/sdk-go/ingress.SendRequester.Send")
  (#inside? @goroutine "go_statement"))
