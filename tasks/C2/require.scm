((method_declaration
   name: (field_identifier) @_name
   parameters: (parameter_list
     . (parameter_declaration type: (qualified_type name: (type_identifier) @_type)))) @run
  (#eq? @_name "Run")
  (#eq? @_type "WorkflowContext"))

((call_expression
   arguments: (argument_list . (interpreted_string_literal) @_name)) @run
  (#eq? @_name "\"Run\""))

((method_declaration
   name: (field_identifier) @_name
   parameters: (parameter_list
     . (parameter_declaration type: (qualified_type name: (type_identifier) @_type)))) @complete-profile
  (#eq? @_name "CompleteProfile")
  (#eq? @_type "WorkflowSharedContext"))

((call_expression
   arguments: (argument_list . (interpreted_string_literal) @_name)) @complete-profile
  (#eq? @_name "\"CompleteProfile\""))

((call_expression
   arguments: (argument_list . (_) . (_) @_name)) @promise
  (#calls? @promise "github.com/restatedev/sdk-go.Promise")
  (#constant? @_name "profile-complete"))

; in the handler that runs the workflow, itself or by a helper
([(call_expression) (type_conversion_expression)] @awaited
  (#handler-kind? @awaited "workflow")
  (#comes-to? @awaited "github.com/restatedev/sdk-go.DurablePromise.Result"))

([(call_expression) (type_conversion_expression)] @resolved
  (#handler-kind? @resolved "workflow-shared")
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
