; a middleware of one's own, not one of package middleware
((call_expression
   function: (selector_expression field: (field_identifier) @_method)
   arguments: (argument_list [(identifier) (func_literal) (call_expression function: (identifier))])) @middleware
  (#any-of? @_method "Use" "With")
  (#not-calls? @middleware "log/slog.Logger.With" "log/slog.With"))

((call_expression
   function: (selector_expression field: (field_identifier) @_method)
   arguments: (argument_list
     [(selector_expression operand: (_) @_owner)
      (call_expression function: (selector_expression operand: (_) @_owner))])) @middleware
  (#any-of? @_method "Use" "With")
  (#not-eq? @_owner "middleware")
  (#not-calls? @middleware "log/slog.Logger.With" "log/slog.With"))

; http.Error, WriteHeader, or a helper that is given the status, and a return after it
((block (statement_list
   (expression_statement (call_expression arguments: (argument_list (_) @_status)) @rejects)
   (return_statement)))
  (#any-of? @_status "http.StatusUnauthorized" "http.StatusForbidden" "401" "403"))

; in one branch where the other goes on
((if_statement
   consequence: (block (statement_list (expression_statement (call_expression arguments: (argument_list (_) @_status)) @rejects)))
   alternative: (block))
  (#any-of? @_status "http.StatusUnauthorized" "http.StatusForbidden" "401" "403"))

((if_statement
   alternative: (block (statement_list (expression_statement (call_expression arguments: (argument_list (_) @_status)) @rejects))))
  (#any-of? @_status "http.StatusUnauthorized" "http.StatusForbidden" "401" "403"))

; at the end, where only a wrong key comes
((func_literal body: (block (statement_list
   (expression_statement (call_expression arguments: (argument_list (_) @_status)) @rejects) .)))
  (#any-of? @_status "http.StatusUnauthorized" "http.StatusForbidden" "401" "403"))

; in a helper that writes the answer and nothing else
(([(function_declaration body: (block (statement_list
     (expression_statement (call_expression arguments: (argument_list (_) @_status)) @rejects))))
   (method_declaration body: (block (statement_list
     (expression_statement (call_expression arguments: (argument_list (_) @_status)) @rejects))))] @_helper)
  (#any-of? @_status "http.StatusUnauthorized" "http.StatusForbidden" "401" "403")
  (#not-comes-to? @_helper "net/http.Handler.ServeHTTP"))

([(call_expression) (type_conversion_expression)] @constant-time
  (#calls? @constant-time
    "crypto/subtle.ConstantTimeCompare"
    "crypto/hmac.Equal"
    "golang.org/x/crypto/bcrypt.CompareHashAndPassword"))

([(call_expression) (type_conversion_expression)] @identity-in-context
  (#calls? @identity-in-context "context.WithValue"))

([(call_expression) (type_conversion_expression)] @passed-on
  (#calls? @passed-on "net/http.Request.WithContext" "net/http.Request.Clone"))

([(call_expression) (type_conversion_expression)] @ingress-client
  (#calls? @ingress-client "github.com/restatedev/sdk-go/ingress.NewClient"))

([(call_expression) (type_conversion_expression)] @headers
  (#calls? @headers "github.com/restatedev/sdk-go.WithHeaders"))

((keyed_element (literal_element (_) @_name) (literal_element (_) @_id)) @user-header
  (#may-be? @_name "X-User-ID" "X-User-Id" "x-user-id")
  (#made-from? @_id "context.Context.Value"))

((assignment_statement
   left: (expression_list (index_expression index: (_) @_name))
   right: (expression_list (_) @_id)) @user-header
  (#may-be? @_name "X-User-ID" "X-User-Id" "x-user-id")
  (#made-from? @_id "context.Context.Value"))

((call_expression arguments: (argument_list (_) . (_) @_service . (_) @_handler)) @orders-place
  (#calls? @orders-place "github.com/restatedev/sdk-go/ingress.Service")
  (#may-be? @_service "Orders")
  (#may-be? @_handler "Place"))

((expression_statement
   (call_expression function: (selector_expression field: (field_identifier) @_method)) @with-dropped)
  (#eq? @_method "With")
  (#from? @with-dropped "foreign" "unknown"))

((binary_expression left: (_) @_key operator: ["==" "!="] right: (_) @_other) @key-compared
  (#not-eq? @_other "\"\"")
  (#header? @_key "x-api-key" "authorization"))

((binary_expression left: (_) @_other operator: ["==" "!="] right: (_) @_key) @key-compared
  (#not-eq? @_other "\"\"")
  (#header? @_key "x-api-key" "authorization"))

((call_expression arguments: (argument_list (selector_expression field: (field_identifier) @_field))) @key-logged
  (#direct-effect? @key-logged "log")
  (#eq? @_field "Header"))

((call_expression arguments: (argument_list (_) @_key)) @key-logged
  (#direct-effect? @key-logged "log")
  (#header? @_key "x-api-key" "authorization"))

; slog.String("key", key) and its like
((call_expression arguments: (argument_list (call_expression arguments: (argument_list (_) @_key)))) @key-logged
  (#direct-effect? @key-logged "log")
  (#header? @_key "x-api-key" "authorization"))

((call_expression arguments: (argument_list (_) (_) (_) @_identity)) @identity-from-request
  (#calls? @identity-from-request "context.WithValue")
  (#header? @_identity
    "x-user-id" "x-user" "x-userid" "user-id" "userid" "x-username" "x-user-name" "x-auth-user" "x-authenticated-user"
    "x-forwarded-user" "x-remote-user" "x-customer-id" "x-client-id" "x-principal" "x-identity"))

; headers of the call that are copied from the request
((keyed_element (literal_element (_)) (literal_element (_) @_identity)) @identity-from-request
  (#header? @_identity
    "x-user-id" "x-user" "x-userid" "user-id" "userid" "x-username" "x-user-name" "x-auth-user" "x-authenticated-user"
    "x-forwarded-user" "x-remote-user" "x-customer-id" "x-client-id" "x-principal" "x-identity"))
