([(method_declaration) (function_declaration) (func_literal)] @handler
  (#handler? @handler "Summarize")
  (#directly-in? @handler "service"))

; the option by its name, where the handler or its service is defined, and not where one is called
((selector_expression field: (field_identifier) @_option) @codec
  (#eq? @_option "WithProto")
  (#option-of-handler? @codec "Summarize"))

; the option made of the codec
((call_expression
   arguments: (argument_list (selector_expression field: (field_identifier) @_codec))) @codec
  (#calls? @codec "github.com/restatedev/sdk-go.WithCodec" "github.com/restatedev/sdk-go.WithPayloadCodec")
  (#eq? @_codec "ProtoCodec")
  (#option-of-handler? @codec "Summarize"))

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

; by another name
((_ parameters: (parameter_list
      (parameter_declaration) .
      (parameter_declaration type: (_) @_message))) @message-in
  (#names-type? @_message "*google.golang.org/protobuf/types/known/structpb.Struct")
  (#handler? @message-in "Summarize"))

((_ result: (parameter_list . (parameter_declaration type: (_) @_message))) @message-out
  (#names-type? @_message "*google.golang.org/protobuf/types/known/wrapperspb.StringValue")
  (#handler? @message-out "Summarize"))

([(call_expression) (type_conversion_expression)] @in-order
  (#calls? @in-order
    "sort.Strings" "sort.Slice" "sort.SliceStable" "sort.Sort" "sort.Stable" "sort.StringSlice.Sort"
    "slices.Sort" "slices.SortFunc" "slices.SortStableFunc" "slices.Sorted" "slices.SortedFunc"
    "slices.SortedStableFunc" "golang.org/x/exp/slices.Sort" "golang.org/x/exp/slices.SortFunc"))
