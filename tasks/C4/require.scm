; by the client as it is, by one that was kept in a variable, or in a helper without a context that is handed it
([(call_expression) (type_conversion_expression)] @hands-over
  (#comes-to? @hands-over "github.com/restatedev/sdk-go.Client.Send" "github.com/restatedev/sdk-go.SendClient.Send")
  (#in-handler-kind? @hands-over "exclusive"))

([(call_expression) (type_conversion_expression)] @waits-elsewhere
  (#calls? @waits-elsewhere
    "github.com/restatedev/sdk-go.Sleep"
    "github.com/restatedev/sdk-go.Wait"
    "github.com/restatedev/sdk-go.WaitFirst"
    "github.com/restatedev/sdk-go.WaitIter"
    "github.com/restatedev/sdk-go.AwakeableFuture.Result"
    "github.com/restatedev/sdk-go.SignalFuture.Result"
    "github.com/restatedev/sdk-go.DurablePromise.Result"
    "github.com/restatedev/sdk-go.AfterFuture.Done"
    "github.com/restatedev/sdk-go.Selector.Select")
  (#in-handler-kind? @waits-elsewhere "service" "workflow" "workflow-shared"))

([(call_expression) (type_conversion_expression)] @awaits-payment
  (#calls? @awaits-payment
    "github.com/restatedev/sdk-go.AwakeableFuture.Result"
    "github.com/restatedev/sdk-go.SignalFuture.Result"
    "github.com/restatedev/sdk-go.DurablePromise.Result"
    "github.com/restatedev/sdk-go.DurablePromise.Peek"
    "github.com/restatedev/sdk-go.ResponseFuture.Response")
  (#in-handler-kind? @awaits-payment "service" "workflow" "workflow-shared"))

; the timer itself, or a helper that is handed the time
((call_expression arguments: (argument_list (_) @_patience)) @an-hour
  (#lasts? @_patience "1h" "1h")
  (#comes-to? @an-hour
    "github.com/restatedev/sdk-go.After"
    "github.com/restatedev/sdk-go.Sleep"
    "github.com/restatedev/sdk-go.WithDelay")
  (#in-handler-kind? @an-hour "service" "workflow" "workflow-shared"))

; or the field that such a time is taken from
((keyed_element (literal_element (_)) (literal_element (_) @an-hour))
  (#lasts? @an-hour "1h" "1h"))

([(call_expression) (type_conversion_expression)] @calls-back
  (#calls? @calls-back "github.com/restatedev/sdk-go.Object" "github.com/restatedev/sdk-go.ObjectSend")
  (#in-handler-kind? @calls-back "service" "workflow" "workflow-shared"))

([(call_expression) (type_conversion_expression)] @request-from-object
  (#calls? @request-from-object
    "github.com/restatedev/sdk-go.Client.Request"
    "github.com/restatedev/sdk-go.ResponseFuture.Response"
    "github.com/restatedev/sdk-go.AttachFuture.Response")
  (#in-handler-kind? @request-from-object "exclusive"))

((call_expression arguments: (argument_list . (_) . (_) . (_) @other-order . (_))) @_call
  (#calls? @_call "github.com/restatedev/sdk-go.Object" "github.com/restatedev/sdk-go.ObjectSend")
  (#constant? @other-order "*")
  (#in-handler-kind? @_call "service" "workflow" "workflow-shared"))
