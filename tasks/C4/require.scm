; by the client as it is, or by one that was kept in a variable
([(call_expression) (type_conversion_expression)] @hands-over
  (#calls? @hands-over "github.com/restatedev/sdk-go.Client.Send" "github.com/restatedev/sdk-go.SendClient.Send")
  (#runs-for? @hands-over "exclusive"))

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
  (#runs-for? @waits-elsewhere "service" "workflow" "workflow-shared"))

([(call_expression) (type_conversion_expression)] @calls-back
  (#calls? @calls-back "github.com/restatedev/sdk-go.Object" "github.com/restatedev/sdk-go.ObjectSend")
  (#runs-for? @calls-back "service" "workflow" "workflow-shared"))

([(call_expression) (type_conversion_expression)] @request-from-object
  (#calls? @request-from-object
    "github.com/restatedev/sdk-go.Client.Request"
    "github.com/restatedev/sdk-go.ResponseFuture.Response"
    "github.com/restatedev/sdk-go.AttachFuture.Response")
  (#runs-for? @request-from-object "exclusive"))
