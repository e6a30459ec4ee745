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

((return_statement (expression_list . (_) @returns-status))
  (#made-from? @returns-status "github.com/restatedev/sdk-go.Get")
  (#handler? @returns-status "GetStatus" "getStatus"))

; what is named as a result
((return_statement) @returns-status
  (#eq? @returns-status "return")
  (#handler? @returns-status "GetStatus" "getStatus"))

((call_expression) @bound
  (#calls? @bound "github.com/restatedev/sdk-go/server.Restate.Bind")
  (#binds? @bound "workflow" "OrderWorkflow"))

((call_expression arguments: (argument_list (_) . (_) @_key . (_) @no-text)) @_call
  (#calls? @_call "github.com/restatedev/sdk-go.Set")
  (#may-be? @_key "status")
  (#type? @no-text "map" "slice" "struct")
  (#in-handler-kind? @_call "workflow"))

; a later status first
((statement_list
   (expression_statement (call_expression arguments: (argument_list (_) @_first)) @_sets)
   (expression_statement (call_expression arguments: (argument_list (_) @_second)) @other-order))
  (#constant? @_first "shipping" "done")
  (#constant? @_second "charging")
  (#comes-to? @_sets "github.com/restatedev/sdk-go.Set")
  (#comes-to? @other-order "github.com/restatedev/sdk-go.Set"))

((statement_list
   (expression_statement (call_expression arguments: (argument_list (_) @_first)) @_sets)
   (expression_statement (call_expression arguments: (argument_list (_) @_second)) @other-order))
  (#constant? @_first "done")
  (#constant? @_second "shipping")
  (#comes-to? @_sets "github.com/restatedev/sdk-go.Set")
  (#comes-to? @other-order "github.com/restatedev/sdk-go.Set"))

; nothing is done between two
((statement_list
   (expression_statement (call_expression arguments: (argument_list (_) @_first)) @_sets) .
   (expression_statement (call_expression arguments: (argument_list (_) @_second)) @other-order))
  (#constant? @_first "charging")
  (#constant? @_second "shipping")
  (#comes-to? @_sets "github.com/restatedev/sdk-go.Set")
  (#comes-to? @other-order "github.com/restatedev/sdk-go.Set"))

((statement_list
   (expression_statement (call_expression arguments: (argument_list (_) @_first)) @_sets) .
   (expression_statement (call_expression arguments: (argument_list (_) @_second)) @other-order))
  (#constant? @_first "shipping")
  (#constant? @_second "done")
  (#comes-to? @_sets "github.com/restatedev/sdk-go.Set")
  (#comes-to? @other-order "github.com/restatedev/sdk-go.Set"))

; the charge first
((call_expression arguments: (argument_list (_) @_status)) @other-order
  (#constant? @_status "charging")
  (#comes-to? @other-order "github.com/restatedev/sdk-go.Set")
  (#comes-after? @other-order "net/http.Client.Do" "net/http.Client.Post" "net/http.Client.PostForm" "net/http.Post" "net/http.PostForm" "net/http.Client.Get" "net/http.Get"))
