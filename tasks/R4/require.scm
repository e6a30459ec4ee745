((function_declaration
   name: (identifier) @_name
   type_parameters: (type_parameter_list)) @generic
  (#eq? @_name "RaceWithTimeout"))

([(call_expression) (type_conversion_expression)] @call
  (#calls? @call "github.com/restatedev/sdk-go.Client.RequestFuture"))

([(call_expression) (type_conversion_expression)] @timer
  (#calls? @timer "github.com/restatedev/sdk-go.After"))

([(call_expression) (type_conversion_expression)] @first
  (#calls? @first
    "github.com/restatedev/sdk-go.WaitFirst"
    "github.com/restatedev/sdk-go.WaitIter"
    "github.com/restatedev/sdk-go.Wait"))

((expression_switch_statement
   value: (_) @_winner) @winner
  (#made-from? @_winner
    "github.com/restatedev/sdk-go.WaitFirst"
    "github.com/restatedev/sdk-go.WaitIter"
    "github.com/restatedev/sdk-go.Wait"))

((type_switch_statement
   value: (_) @_winner) @winner
  (#made-from? @_winner
    "github.com/restatedev/sdk-go.WaitFirst"
    "github.com/restatedev/sdk-go.WaitIter"
    "github.com/restatedev/sdk-go.Wait"))

((binary_expression
   left: (identifier) @_winner
   right: (identifier)) @winner
  (#made-from? @_winner
    "github.com/restatedev/sdk-go.WaitFirst"
    "github.com/restatedev/sdk-go.WaitIter"
    "github.com/restatedev/sdk-go.Wait"))

; it.Value() == call
((binary_expression
   [left: (call_expression) @_winner right: (call_expression) @_winner]) @winner
  (#made-from? @_winner
    "github.com/restatedev/sdk-go.WaitFirst"
    "github.com/restatedev/sdk-go.WaitIter"
    "github.com/restatedev/sdk-go.Wait"))

((binary_expression
   left: (identifier)
   right: (identifier) @_winner) @winner
  (#made-from? @_winner
    "github.com/restatedev/sdk-go.WaitFirst"
    "github.com/restatedev/sdk-go.WaitIter"
    "github.com/restatedev/sdk-go.Wait"))

([(call_expression) (type_conversion_expression)] @answer
  (#calls? @answer "github.com/restatedev/sdk-go.ResponseFuture.Response"))

((return_statement
   (expression_list (_) @_error .)) @timed-out
  (#made-from? @_error
    "github.com/restatedev/sdk-go.TerminalError"
    "github.com/restatedev/sdk-go.TerminalErrorf"
    "github.com/restatedev/sdk-go.ToTerminalError"))

([(call_expression) (type_conversion_expression)] @used
  (#from? @used "module")
  (#comes-to? @used "github.com/restatedev/sdk-go.After"))

((call_expression
   arguments: (argument_list . (_) . (_) @_service . (_) @_handler)) @price-client
  (#calls? @price-client "github.com/restatedev/sdk-go.Service")
  (#constant? @_service "Prices")
  (#constant? @_handler "Price"))

((expression_case
   value: (expression_list (_) @_timer)
   (statement_list
     (return_statement (expression_list (_) @_error .)))) @plain-timeout
  (#made-from? @_timer "github.com/restatedev/sdk-go.After")
  (#returned-error? @_error "made")
  (#not-made-from? @_error
    "github.com/restatedev/sdk-go.TerminalError"
    "github.com/restatedev/sdk-go.TerminalErrorf"
    "github.com/restatedev/sdk-go.ToTerminalError"))

((expression_case
   value: (expression_list (_) @_timer)
   (statement_list
     (return_statement (expression_list (identifier) @_error .)))) @plain-timeout
  (#made-from? @_timer "github.com/restatedev/sdk-go.After")
  (#returned-error? @_error "any")
  (#made-from? @_error "fmt.Errorf" "errors.New")
  (#not-made-from? @_error
    "github.com/restatedev/sdk-go.TerminalError"
    "github.com/restatedev/sdk-go.TerminalErrorf"
    "github.com/restatedev/sdk-go.ToTerminalError"))

((if_statement
   condition: (binary_expression
     left: (identifier)
     operator: "=="
     right: (identifier) @_timer)
   consequence: (block (statement_list
     (return_statement (expression_list (_) @_error .))))) @plain-timeout
  (#made-from? @_timer "github.com/restatedev/sdk-go.After")
  (#returned-error? @_error "made")
  (#not-made-from? @_error
    "github.com/restatedev/sdk-go.TerminalError"
    "github.com/restatedev/sdk-go.TerminalErrorf"
    "github.com/restatedev/sdk-go.ToTerminalError"))

((if_statement
   condition: (binary_expression
     left: (identifier)
     operator: "=="
     right: (identifier) @_timer)
   consequence: (block (statement_list
     (return_statement (expression_list (identifier) @_error .))))) @plain-timeout
  (#made-from? @_timer "github.com/restatedev/sdk-go.After")
  (#returned-error? @_error "any")
  (#made-from? @_error "fmt.Errorf" "errors.New")
  (#not-made-from? @_error
    "github.com/restatedev/sdk-go.TerminalError"
    "github.com/restatedev/sdk-go.TerminalErrorf"
    "github.com/restatedev/sdk-go.ToTerminalError"))

; out, err = …; return
((assignment_statement
   left: (expression_list (identifier) @_result .)
   right: (expression_list (_) @_error .)) @timed-out
  (#named-result? @_result)
  (#made-from? @_error
    "github.com/restatedev/sdk-go.TerminalError"
    "github.com/restatedev/sdk-go.TerminalErrorf"
    "github.com/restatedev/sdk-go.ToTerminalError"))

((call_expression
   arguments: (argument_list (_) @_limit)) @limit
  (#lasts? @_limit "10s" "10s")
  (#comes-to? @limit "github.com/restatedev/sdk-go.After"))

; kept in a field
((assignment_statement right: (expression_list (_) @_limit)) @limit
  (#lasts? @_limit "10s" "10s"))

((keyed_element (_) (literal_element (_) @_limit)) @limit
  (#lasts? @_limit "10s" "10s"))

((short_var_declaration
   left: (expression_list . (identifier) @_name)
   right: (expression_list (call_expression) @_call)) @answer-dropped
  (#eq? @_name "_")
  (#calls? @_call "github.com/restatedev/sdk-go.ResponseFuture.Response"))

((assignment_statement
   left: (expression_list . (identifier) @_name)
   right: (expression_list (call_expression) @_call)) @answer-dropped
  (#eq? @_name "_")
  (#calls? @_call "github.com/restatedev/sdk-go.ResponseFuture.Response"))

((call_expression
   arguments: (argument_list . (_) . (_) @_limit)) @other-limit
  (#calls? @other-limit "github.com/restatedev/sdk-go.After")
  (#lasts? @_limit "1ms")
  (#not-lasts? @_limit "10s" "10s"))

([(call_expression) (type_conversion_expression)] @request
  (#calls? @request "github.com/restatedev/sdk-go.Client.Request"))

; the answer is asked for where the timer was first
((if_statement
   condition: (binary_expression left: (identifier) operator: "==" right: (identifier) @_first)
   consequence: (block) @_then) @swapped
  (#made-from? @_first "github.com/restatedev/sdk-go.After")
  (#not-made-from? @_first "github.com/restatedev/sdk-go.Client.RequestFuture")
  (#comes-to? @_then "github.com/restatedev/sdk-go.ResponseFuture.Response"))

((if_statement
   condition: (binary_expression left: (identifier) operator: "!=" right: (identifier) @_first)
   consequence: (block) @_then) @swapped
  (#made-from? @_first "github.com/restatedev/sdk-go.Client.RequestFuture")
  (#not-made-from? @_first "github.com/restatedev/sdk-go.After")
  (#comes-to? @_then "github.com/restatedev/sdk-go.ResponseFuture.Response"))

((expression_case value: (expression_list (identifier) @_first)) @swapped
  (#made-from? @_first "github.com/restatedev/sdk-go.After")
  (#not-made-from? @_first "github.com/restatedev/sdk-go.Client.RequestFuture")
  (#comes-to? @swapped "github.com/restatedev/sdk-go.ResponseFuture.Response"))
