([(method_declaration) (function_declaration) (func_literal)] @handler
  (#handler? @handler "Checkout")
  (#directly-in? @handler "object"))

([(call_expression) (type_conversion_expression)] @awakeable
  (#calls? @awakeable "github.com/restatedev/sdk-go.Awakeable"))

; the request itself, or a helper that makes it
([(call_expression) (type_conversion_expression)] @payment-in-run
  (#effect? @payment-in-run "network"))

; anything that takes the identifier in, but a log
((call_expression
   arguments: (argument_list (_) @_id)) @id-handed-on
  (#made-from? @_id "github.com/restatedev/sdk-go.AwakeableFuture.Id")
  (#not-calls? @id-handed-on
    "github.com/restatedev/sdk-go.ReplayLogger.Debug"
    "github.com/restatedev/sdk-go.ReplayLogger.Info"
    "github.com/restatedev/sdk-go.ReplayLogger.Warn"
    "github.com/restatedev/sdk-go.ReplayLogger.Error"
    "github.com/restatedev/sdk-go.ReplayLogger.With"))

([(call_expression) (type_conversion_expression)] @result
  (#calls? @result "github.com/restatedev/sdk-go.AwakeableFuture.Result"))

((short_var_declaration
   left: (expression_list . (identifier) @_name)
   right: (expression_list (call_expression) @_call)) @result-ignored
  (#eq? @_name "_")
  (#calls? @_call "github.com/restatedev/sdk-go.AwakeableFuture.Result"))

((assignment_statement
   left: (expression_list . (identifier) @_name)
   right: (expression_list (call_expression) @_call)) @result-ignored
  (#eq? @_name "_")
  (#calls? @_call "github.com/restatedev/sdk-go.AwakeableFuture.Result"))

([(call_expression) (type_conversion_expression)] @terminal
  (#calls? @terminal "github.com/restatedev/sdk-go.TerminalError" "github.com/restatedev/sdk-go.TerminalErrorf"
    "github.com/restatedev/sdk-go.ToTerminalError"))

; what the callback said is in the journal, so every retry decides the same
((if_statement
   condition: (_) @_answer
   consequence: (block (statement_list
     (return_statement (expression_list (_) @_error .)) @plain-refusal)))
  (#retried-forever? @_error)
  (#made-from? @_answer
    "github.com/restatedev/sdk-go.AwakeableFuture.Result"))

((expression_case
   value: (expression_list (_) @_answer)
   (statement_list
     (return_statement (expression_list (_) @_error .)) @plain-refusal))
  (#retried-forever? @_error)
  (#made-from? @_answer
    "github.com/restatedev/sdk-go.AwakeableFuture.Result"))

; nobody has the identifier of this one
((call_expression
   function: (selector_expression operand: (call_expression) @_fresh)) @other-awakeable
  (#calls? @_fresh "github.com/restatedev/sdk-go.Awakeable")
  (#calls? @other-awakeable "github.com/restatedev/sdk-go.AwakeableFuture.Result"))

; the provider has the identifier of this one, and nobody waits for it
([(call_expression) (type_conversion_expression)] @other-awakeable
  (#calls? @other-awakeable "github.com/restatedev/sdk-go.Awakeable")
  (#never-asked? @other-awakeable "Result"))

((call_expression
   arguments: (argument_list . (_) @_name)) @other-name
  (#calls? @other-name "github.com/restatedev/sdk-go.NewObject")
  (#constant? @_name "*")
  (#not-constant? @_name "Cart"))

; a bad status is only told, and the code goes on
((if_statement
   condition: (binary_expression
     operator: ["!=" ">=" ">" "||"]
     right: [(int_literal) (identifier) (selector_expression) (binary_expression)]) @_status
   consequence: (block (statement_list . (expression_statement (call_expression) @_told) .))
   !alternative) @status-passed-over
  (#made-from? @_status
    "net/http.Client.Do" "net/http.Client.Post" "net/http.Client.PostForm" "net/http.Client.Get"
    "net/http.Post" "net/http.PostForm" "net/http.Get")
  (#calls? @_told
    "fmt.Print" "fmt.Printf" "fmt.Println" "log.Print" "log.Printf" "log.Println"
    "log/slog.Debug" "log/slog.Info" "log/slog.Warn" "log/slog.Error"
    "log/slog.Logger.Debug" "log/slog.Logger.Info" "log/slog.Logger.Warn" "log/slog.Logger.Error"))
