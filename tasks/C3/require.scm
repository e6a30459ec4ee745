([(method_declaration) (function_declaration) (func_literal)] @handler
  (#handler? @handler "Plan")
  (#directly-in? @handler "service"))

; the client itself, a helper that makes it, or a list of names to make clients of
((call_expression
   arguments: (argument_list (_) @_service)) @asks-flights
  (#constant? @_service "Flights")
  (#comes-to? @asks-flights "github.com/restatedev/sdk-go.Service"))

((literal_element (_) @_service) @asks-flights
  (#constant? @_service "Flights"))

((call_expression
   arguments: (argument_list (_) @_service)) @asks-hotels
  (#constant? @_service "Hotels")
  (#comes-to? @asks-hotels "github.com/restatedev/sdk-go.Service"))

((literal_element (_) @_service) @asks-hotels
  (#constant? @_service "Hotels"))

((call_expression
   arguments: (argument_list (_) @_service)) @asks-cars
  (#constant? @_service "Cars")
  (#comes-to? @asks-cars "github.com/restatedev/sdk-go.Service"))

((literal_element (_) @_service) @asks-cars
  (#constant? @_service "Cars"))

([(call_expression) (type_conversion_expression)] @started
  (#calls? @started "github.com/restatedev/sdk-go.Client.RequestFuture"))

([(call_expression) (type_conversion_expression)] @collected
  (#calls? @collected
    "github.com/restatedev/sdk-go.Wait"
    "github.com/restatedev/sdk-go.WaitIter"))

([(call_expression) (type_conversion_expression)] @answer
  (#calls? @answer "github.com/restatedev/sdk-go.ResponseFuture.Response"))

; in a goroutine it is wrong for another reason, which is said already
([(call_expression) (type_conversion_expression)] @sequential
  (#calls? @sequential "github.com/restatedev/sdk-go.Client.Request")
  (#directly-in? @sequential "service"))

((call_expression
   function: (selector_expression operand: (call_expression) @_call)) @awaited-at-once
  (#calls? @_call "github.com/restatedev/sdk-go.Client.RequestFuture")
  (#calls? @awaited-at-once "github.com/restatedev/sdk-go.ResponseFuture.Response"))

((for_statement
   body: (block (statement_list
     (short_var_declaration right: (expression_list (call_expression) @_start))
     (for_statement (range_clause right: (call_expression) @_wait))))) @awaited-at-once
  (#calls? @_start "github.com/restatedev/sdk-go.Client.RequestFuture")
  (#calls? @_wait "github.com/restatedev/sdk-go.Wait"))

([(call_expression) (type_conversion_expression)] @unread
  (#unread-future? @unread))

; the first of those that are left, again and again
((for_statement body: (block) @_body) @collected
  (#comes-to? @_body "github.com/restatedev/sdk-go.WaitFirst")
  (#not-ends-in? @_body "break_statement" "return_statement"))

; one answer is read before another call is started
([(call_expression) (type_conversion_expression)] @awaited-at-once
  (#comes-to? @awaited-at-once "github.com/restatedev/sdk-go.Client.RequestFuture")
  (#comes-after? @awaited-at-once "github.com/restatedev/sdk-go.ResponseFuture.Response"))

((for_statement
   body: (block (statement_list
     (_) @_start
     (short_var_declaration right: (expression_list (call_expression) @_answer))))) @awaited-at-once
  (#comes-to? @_start "github.com/restatedev/sdk-go.Client.RequestFuture")
  (#comes-to? @_answer "github.com/restatedev/sdk-go.ResponseFuture.Response"))

((for_statement
   body: (block (statement_list
     (_) @_start
     (if_statement initializer: (_ right: (expression_list (call_expression) @_answer)))))) @awaited-at-once
  (#comes-to? @_start "github.com/restatedev/sdk-go.Client.RequestFuture")
  (#comes-to? @_answer "github.com/restatedev/sdk-go.ResponseFuture.Response"))

; for it.Next() ends on a cancellation, too
([(call_expression) (type_conversion_expression)] @wait-unchecked
  (#calls? @wait-unchecked "github.com/restatedev/sdk-go.WaitIter")
  (#never-asked? @wait-unchecked "Err"))

((if_statement
   condition: (binary_expression left: (identifier) @_error operator: "!=" right: (nil))
   consequence: (block (statement_list (continue_statement) @error-skipped)))
  (#passes-over? @_error @error-skipped))

((if_statement
   condition: (binary_expression left: (identifier) @_error operator: "!=" right: (nil))
   consequence: (block (statement_list (expression_statement (call_expression) @error-skipped))))
  (#passes-over? @_error @error-skipped))

; nothing is done about an error, and the loop goes on
((for_statement
   body: (block (statement_list
     (if_statement
       condition: (binary_expression left: (identifier) @_error operator: "==" right: (nil))
       !alternative) @error-skipped .)))
  (#made-from? @_error "github.com/restatedev/sdk-go.ResponseFuture.Response"))

((call_expression
   arguments: (argument_list . (_) . (_) . (_) @_handler)) @other-handler
  (#calls? @other-handler "github.com/restatedev/sdk-go.Service")
  (#constant? @_handler "*")
  (#not-constant? @_handler "Search"))
