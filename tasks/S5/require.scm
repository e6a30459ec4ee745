((call_expression arguments: (argument_list (_) @_streams)) @request-response
  (#calls? @request-response "github.com/restatedev/sdk-go/server.Restate.Bidirectional")
  (#truth? @_streams "false"))

([(call_expression) (type_conversion_expression)] @identity
  (#calls? @identity "github.com/restatedev/sdk-go/server.Restate.WithIdentityV1"))

([(call_expression) (type_conversion_expression)] @registers
  (#calls? @registers "net/http.Post" "net/http.Client.Post" "net/http.Client.Do"))

([(interpreted_string_literal) (raw_string_literal) (binary_expression)] @public-address
  (#may-be? @public-address "*://agents.example.com*" "*agents.example.com" "*agents.example.com/"))

([(interpreted_string_literal) (raw_string_literal)] @deployments
  (#may-be? @deployments "*deployments" "*/deployments/"))

((interpreted_string_literal) @port
  (#eq? @port "\"PORT\""))

((interpreted_string_literal) @on-argument
  (#eq? @on-argument "\"register\""))

((if_statement
   !alternative
   consequence: (block (statement_list
     [(expression_statement (call_expression) @optional-identity)
      (assignment_statement right: (expression_list (call_expression) @optional-identity))])))
  (#calls? @optional-identity "github.com/restatedev/sdk-go/server.Restate.WithIdentityV1"))

((keyed_element (literal_element (identifier) @_field) (literal_element (_) @unverified))
  (#eq? @_field "InsecureSkipVerify")
  (#truth? @unverified "true"))

((assignment_statement
   left: (expression_list (selector_expression field: (field_identifier) @_field))
   right: (expression_list (_) @unverified))
  (#eq? @_field "InsecureSkipVerify")
  (#truth? @unverified "true"))

([(interpreted_string_literal) (raw_string_literal) (binary_expression)] @plain-address
  (#constant? @plain-address "http://agents.example.*"))

((call_expression arguments: (argument_list (_) @key-in-code)) @_call
  (#calls? @_call "github.com/restatedev/sdk-go/server.Restate.WithIdentityV1")
  (#constant? @key-in-code "*"))

([(interpreted_string_literal) (raw_string_literal)] @key-in-code
  (#constant? @key-in-code "publickeyv1_*"))
