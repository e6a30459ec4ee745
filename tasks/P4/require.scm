([(method_declaration) (function_declaration) (func_literal)] @handler
  (#handler? @handler "Summarize")
  (#directly-in? @handler "service"))

; the option by its name, where a service or a handler is defined, and not where one is called
((call_expression
   function: [(selector_expression field: (field_identifier) @_function)
              (index_expression operand: (selector_expression field: (field_identifier) @_function))]
   arguments: (argument_list (selector_expression field: (field_identifier) @_option))) @codec
  (#any-of? @_function "Reflect" "NewService" "NewServiceHandler" "NewObject" "NewObjectHandler" "NewObjectSharedHandler" "NewWorkflow" "NewWorkflowHandler" "NewWorkflowSharedHandler" "ConfigureHandler")
  (#eq? @_option "WithProto"))

; the option made of the codec
((call_expression
   function: [(selector_expression field: (field_identifier) @_function)
              (index_expression operand: (selector_expression field: (field_identifier) @_function))]
   arguments: (argument_list
     (call_expression
       function: (selector_expression field: (field_identifier) @_option)
       arguments: (argument_list (selector_expression field: (field_identifier) @_codec))))) @codec
  (#any-of? @_function "Reflect" "NewService" "NewServiceHandler" "NewObject" "NewObjectHandler" "NewObjectSharedHandler" "NewWorkflow" "NewWorkflowHandler" "NewWorkflowSharedHandler" "ConfigureHandler")
  (#any-of? @_option "WithCodec" "WithPayloadCodec")
  (#eq? @_codec "ProtoCodec"))

; a list of options, handed over later
((composite_literal
   type: (slice_type element: (qualified_type name: (type_identifier) @_type))
   body: (literal_value (literal_element (selector_expression field: (field_identifier) @_option)))) @codec
  (#any-of? @_type "HandlerOption" "ServiceDefinitionOption")
  (#eq? @_option "WithProto"))

; a message of another package, or of a generated file that the answer does not show
((_ parameters: (parameter_list
      (parameter_declaration) .
      (parameter_declaration type: (pointer_type (qualified_type))))) @message-in
  (#handler? @message-in "Summarize"))

((_ parameters: (parameter_list
      (parameter_declaration) .
      (parameter_declaration type: (pointer_type (type_identifier) @_message)))) @message-in
  (#not-local? @_message)
  (#handler? @message-in "Summarize"))

((_ result: (parameter_list . (parameter_declaration type: (pointer_type (qualified_type))))) @message-out
  (#handler? @message-out "Summarize"))

((_ result: (parameter_list
      . (parameter_declaration type: (pointer_type (type_identifier) @_message)))) @message-out
  (#not-local? @_message)
  (#handler? @message-out "Summarize"))
