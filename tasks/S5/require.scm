((call_expression arguments: (argument_list (_) @_streams)) @request-response
  (#calls? @request-response "github.com/restatedev/sdk-go/server.Restate.Bidirectional")
  (#truth? @_streams "false"))

([(call_expression) (type_conversion_expression)] @identity
  (#calls? @identity "github.com/restatedev/sdk-go/server.Restate.WithIdentityV1"))

([(call_expression) (type_conversion_expression)] @registers
  (#calls? @registers "net/http.Post" "net/http.Client.Post" "net/http.Client.Do"))

([(interpreted_string_literal) (raw_string_literal)] @plain-address
  (#constant? @plain-address "http://agents.example.*"))

((call_expression arguments: (argument_list (_) @key-in-code)) @_call
  (#calls? @_call "github.com/restatedev/sdk-go/server.Restate.WithIdentityV1")
  (#constant? @key-in-code "*"))

([(interpreted_string_literal) (raw_string_literal)] @key-in-code
  (#constant? @key-in-code "publickeyv1_*"))
