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
