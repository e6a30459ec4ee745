([(call_expression) (type_conversion_expression)] @identity
  (#calls? @identity "github.com/restatedev/sdk-go/server.Restate.WithIdentityV1"))

([(call_expression) (type_conversion_expression)] @serves
  (#calls? @serves
    "github.com/restatedev/sdk-go/server.Restate.Start"
    "github.com/restatedev/sdk-go/server.Restate.Handler"))

((call_expression arguments: (argument_list (_) @key-in-code)) @_call
  (#calls? @_call "github.com/restatedev/sdk-go/server.Restate.WithIdentityV1")
  (#constant? @key-in-code "*"))

; anywhere else, such as a default of a helper
([(interpreted_string_literal) (raw_string_literal)] @key-in-code
  (#constant? @key-in-code "publickeyv1_*"))

((if_statement
   !alternative
   consequence: (block (statement_list
     [(expression_statement (call_expression) @optional-identity)
      (assignment_statement right: (expression_list (call_expression) @optional-identity))])))
  (#calls? @optional-identity "github.com/restatedev/sdk-go/server.Restate.WithIdentityV1"))
