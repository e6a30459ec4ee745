([(method_declaration) (function_declaration) (func_literal)] @run
  (#handler? @run "Run")
  (#directly-in? @run "workflow"))

([(method_declaration) (function_declaration) (func_literal)] @complete-profile
  (#handler? @complete-profile "CompleteProfile")
  (#directly-in? @complete-profile "workflow-shared"))

((call_expression
   arguments: (argument_list . (_) . (_) @_name)) @promise
  (#calls? @promise "github.com/restatedev/sdk-go.Promise")
  (#constant? @_name "profile-complete"))

; in the handler that runs the workflow, itself or by a helper
([(call_expression) (type_conversion_expression)] @awaited
  (#in-handler-kind? @awaited "workflow")
  (#comes-to? @awaited "github.com/restatedev/sdk-go.DurablePromise.Result"))

([(call_expression) (type_conversion_expression)] @resolved
  (#in-handler-kind? @resolved "workflow-shared")
  (#comes-to? @resolved "github.com/restatedev/sdk-go.DurablePromise.Resolve"))

((call_expression
   arguments: (argument_list . (_) . (_) @_key)) @status
  (#calls? @status "github.com/restatedev/sdk-go.Set")
  (#constant? @_key "status"))

((short_var_declaration
   left: (expression_list . (identifier) @_profile)
   right: (expression_list (call_expression) @_call)) @profile-ignored
  (#eq? @_profile "_")
  (#calls? @_call "github.com/restatedev/sdk-go.DurablePromise.Result"))

((assignment_statement
   left: (expression_list . (identifier) @_profile)
   right: (expression_list (call_expression) @_call)) @profile-ignored
  (#eq? @_profile "_")
  (#calls? @_call "github.com/restatedev/sdk-go.DurablePromise.Result"))

((call_expression
   arguments: (argument_list . (_) . (_) @_name)) @other-name
  (#calls? @other-name "github.com/restatedev/sdk-go.Promise")
  (#constant? @_name "*")
  (#not-constant? @_name "profile-complete"))

([(call_expression) (type_conversion_expression)] @awakeable
  (#operation? @awakeable "awakeable"))

; restate.Set itself, or a helper that is handed the value
((call_expression
   arguments: (argument_list (_) @_value)) @active
  (#constant? @_value "active")
  (#comes-to? @active "github.com/restatedev/sdk-go.Set")
  (#comes-after? @active "github.com/restatedev/sdk-go.DurablePromise.Result"))

; by a helper that Run calls then
((call_expression
   arguments: (argument_list (_) @_value)) @active
  (#constant? @_value "active")
  (#comes-to? @active "github.com/restatedev/sdk-go.Set")
  (#in-handler? @active "Run")
  (#not-handler? @active "Run"))

((return_statement (expression_list . (_) @_name)) @returned
  (#handler? @returned "Run")
  (#made-from? @_name "github.com/restatedev/sdk-go.DurablePromise.Result"))

; name = profile.DisplayName; return
((assignment_statement
   left: (expression_list . (identifier) @_result)
   right: (expression_list . (_) @_name)) @returned
  (#handler? @returned "Run")
  (#named-result? @_result)
  (#made-from? @_name "github.com/restatedev/sdk-go.DurablePromise.Result"))

((short_var_declaration
   left: (expression_list . (identifier) @_result)
   right: (expression_list . (_) @_name)) @returned
  (#handler? @returned "Run")
  (#named-result? @_result)
  (#made-from? @_name "github.com/restatedev/sdk-go.DurablePromise.Result"))

((call_expression
   arguments: (argument_list . (_) @_name)) @other-workflow
  (#calls? @other-workflow "github.com/restatedev/sdk-go.NewWorkflow")
  (#constant? @_name "*")
  (#not-constant? @_name "Onboarding"))

([(call_expression) (type_conversion_expression)] @other-type
  (#promise-types-differ? @other-type))
