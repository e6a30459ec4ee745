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

; by itself, or in a tag of a field
((interpreted_string_literal) @variable
  (#eq? @variable "\"RESTATE_IDENTITY_KEYS\""))

((raw_string_literal) @variable
  (#constant? @variable "RESTATE_IDENTITY_KEYS" "env:\"RESTATE_IDENTITY_KEYS*"))

((call_expression arguments: (argument_list (_) @_keys)) @split
  (#calls? @split "github.com/restatedev/sdk-go/server.Restate.WithIdentityV1")
  (#made-from? @_keys
    "strings.Split" "strings.SplitN" "strings.SplitSeq" "strings.Fields" "strings.FieldsFunc" "strings.FieldsSeq"
    "strings.FieldsFuncSeq" "strings.Cut" "bytes.Split" "regexp.Regexp.Split" "encoding/csv.Reader.Read"))

; a library splits what such a tag says
((raw_string_literal) @split
  (#constant? @split "env:\"RESTATE_IDENTITY_KEYS*"))

; len(keys) == 0, raw == "" and !ok, unless only one key of several is passed over
((binary_expression
   left: (call_expression function: (identifier) @_len arguments: (argument_list (_)))
   operator: ["==" "<" "<="]
   right: (int_literal)) @requires-key
  (#eq? @_len "len")
  (#made-from? @requires-key "os.Getenv" "os.LookupEnv")
  (#not-inside? @requires-key "for_statement"))

((binary_expression left: (_) operator: "==" right: [(interpreted_string_literal) (raw_string_literal)] @_empty) @requires-key
  (#any-of? @_empty "\"\"" "``")
  (#made-from? @requires-key "os.Getenv" "os.LookupEnv")
  (#not-inside? @requires-key "for_statement"))

((unary_expression operator: "!" operand: (identifier)) @requires-key
  (#made-from? @requires-key "os.LookupEnv")
  (#not-inside? @requires-key "for_statement"))

; in a loop over the keys, too, where the first that is empty ends it
((if_statement
   condition: (binary_expression left: (_) operator: "==" right: [(interpreted_string_literal) (raw_string_literal)] @_empty) @requires-key
   consequence: (block (statement_list (return_statement) .)))
  (#any-of? @_empty "\"\"" "``")
  (#made-from? @requires-key "os.Getenv" "os.LookupEnv"))

((if_statement
   condition: (binary_expression left: (_) operator: "==" right: [(interpreted_string_literal) (raw_string_literal)] @_empty) @requires-key
   consequence: (block (statement_list (expression_statement) @_end .)))
  (#any-of? @_empty "\"\"" "``")
  (#made-from? @requires-key "os.Getenv" "os.LookupEnv")
  (#comes-to? @_end "os.Exit" "log.Fatal" "log.Fatalf" "log.Fatalln" "log.Panic" "log.Panicf" "log.Panicln"))

; the other way round
((if_statement
   condition: (binary_expression
     left: (call_expression function: (identifier) @_len arguments: (argument_list (_))) operator: ["!=" ">" ">="]) @requires-key
   consequence: (block (statement_list (return_statement) .)))
  (#eq? @_len "len")
  (#made-from? @requires-key "os.Getenv" "os.LookupEnv"))

((if_statement
   condition: (binary_expression operator: ["!=" ">" ">="]) @requires-key
   alternative: (block (statement_list (return_statement))))
  (#made-from? @requires-key "os.Getenv" "os.LookupEnv"))

; one that is not constant may be it
((call_expression arguments: (argument_list (_) . (_) @_address .)) @port
  (#calls? @port
    "github.com/restatedev/sdk-go/server.Restate.Start" "net.Listen")
  (#constant? @_address ":9080" "0.0.0.0:9080" "[::]:9080"))

((call_expression arguments: (argument_list (_) . (_) @_address .)) @port
  (#calls? @port
    "github.com/restatedev/sdk-go/server.Restate.Start" "net.Listen")
  (#not-constant? @_address "*"))

((call_expression arguments: (argument_list . (_) @_address)) @port
  (#calls? @port "net/http.ListenAndServe" "net/http.ListenAndServeTLS")
  (#constant? @_address ":9080" "0.0.0.0:9080" "[::]:9080"))

((call_expression arguments: (argument_list . (_) @_address)) @port
  (#calls? @port "net/http.ListenAndServe" "net/http.ListenAndServeTLS")
  (#not-constant? @_address "*"))

((keyed_element (literal_element (identifier) @_field) (literal_element (_) @_address)) @port
  (#eq? @_field "Addr")
  (#constant? @_address ":9080" "0.0.0.0:9080" "[::]:9080"))

((keyed_element (literal_element (identifier) @_field) (literal_element (_) @_address)) @port
  (#eq? @_field "Addr")
  (#not-constant? @_address "*"))

; what is only told, where the error says that there are no keys
((if_statement
   condition: (binary_expression left: (identifier) @_error operator: "!=" right: (nil))
   consequence: (block (statement_list (expression_statement (call_expression function: (_) @_panic) @goes-on) .)))
  (#not-eq? @_panic "panic")
  (#made-from? @_error "os.Getenv" "os.LookupEnv")
  (#not-made-from? @_error "github.com/restatedev/sdk-go/server.NewRestate")
  (#not-comes-to? @goes-on "os.Exit" "log.Fatal" "log.Fatalf" "log.Fatalln" "log.Panic" "log.Panicf" "log.Panicln" "log.Logger.Fatal" "log.Logger.Fatalf" "log.Logger.Fatalln"
    "github.com/sirupsen/logrus.Fatal" "github.com/sirupsen/logrus.Fatalf" "go.uber.org/zap.Logger.Fatal"
    "go.uber.org/zap.SugaredLogger.Fatalf" "github.com/rs/zerolog/log.Fatal"))

((if_statement
   condition: (binary_expression left: (binary_expression) @goes-on operator: "&&" right: (_)))
  (#made-from? @goes-on "os.Getenv" "os.LookupEnv"))

((if_statement
   condition: (binary_expression left: (_) operator: "&&" right: (binary_expression) @goes-on))
  (#made-from? @goes-on "os.Getenv" "os.LookupEnv"))

((if_statement
   !alternative
   consequence: (block (statement_list
     [(expression_statement (call_expression) @optional-identity)
      (assignment_statement right: (expression_list (call_expression) @optional-identity))])))
  (#calls? @optional-identity "github.com/restatedev/sdk-go/server.Restate.WithIdentityV1"))

((if_statement
   consequence: (block (statement_list
     [(expression_statement (call_expression) @optional-identity)
      (assignment_statement right: (expression_list (call_expression) @optional-identity))]))
   alternative: (block (statement_list [(expression_statement) (assignment_statement)] @_other .)))
  (#calls? @optional-identity "github.com/restatedev/sdk-go/server.Restate.WithIdentityV1")
  (#not-comes-to? @_other "os.Exit" "log.Fatal" "log.Fatalf" "log.Fatalln" "log.Panic" "log.Panicf" "log.Panicln" "log.Logger.Fatal" "log.Logger.Fatalf" "log.Logger.Fatalln"
    "github.com/sirupsen/logrus.Fatal" "github.com/sirupsen/logrus.Fatalf" "go.uber.org/zap.Logger.Fatal"
    "go.uber.org/zap.SugaredLogger.Fatalf" "github.com/rs/zerolog/log.Fatal"))

((expression_switch_statement
   (expression_case (statement_list
     [(expression_statement (call_expression) @optional-identity)
      (assignment_statement right: (expression_list (call_expression) @optional-identity))]))
   (default_case (statement_list [(expression_statement) (assignment_statement)] @_other .)))
  (#calls? @optional-identity "github.com/restatedev/sdk-go/server.Restate.WithIdentityV1")
  (#not-comes-to? @_other "os.Exit" "log.Fatal" "log.Fatalf" "log.Fatalln" "log.Panic" "log.Panicf" "log.Panicln" "log.Logger.Fatal" "log.Logger.Fatalf" "log.Logger.Fatalln"
    "github.com/sirupsen/logrus.Fatal" "github.com/sirupsen/logrus.Fatalf" "go.uber.org/zap.Logger.Fatal"
    "go.uber.org/zap.SugaredLogger.Fatalf" "github.com/rs/zerolog/log.Fatal"))
