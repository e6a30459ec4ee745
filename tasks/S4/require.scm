((call_expression arguments: (argument_list . (_) @_timeout)) @inactivity-timeout
  (#calls? @inactivity-timeout "github.com/restatedev/sdk-go.WithInactivityTimeout")
  (#lasts? @_timeout "3m")
  (#option-of? @inactivity-timeout "service")
  (#option-of-handler? @inactivity-timeout "Ask"))

((call_expression arguments: (argument_list . (_) @_timeout)) @abort-timeout
  (#calls? @abort-timeout "github.com/restatedev/sdk-go.WithAbortTimeout")
  (#lasts? @_timeout "3m")
  (#option-of? @abort-timeout "service")
  (#option-of-handler? @abort-timeout "Ask"))

; the call itself, or a helper that makes it
([(call_expression) (type_conversion_expression)] @call-in-run
  (#effect? @call-in-run "network"))

; one that is 0 never ends, and that of a dialer is for the connection alone
((composite_literal
   type: (_) @_type
   body: (literal_value (keyed_element (literal_element (identifier) @_name) (literal_element (_) @short-timeout))))
  (#any-of? @_type "http.Client" "http.Transport")
  (#any-of? @_name "Timeout" "ResponseHeaderTimeout")
  (#lasts? @short-timeout "1ms" "2m59s999ms"))

((assignment_statement
   left: (expression_list (selector_expression field: (field_identifier) @_name))
   right: (expression_list (_) @short-timeout))
  (#any-of? @_name "Timeout" "ResponseHeaderTimeout")
  (#lasts? @short-timeout "1ms" "2m59s999ms"))

; what begins at context.Background may be about anything, such as a shutdown, unless it is in a handler
((call_expression arguments: (argument_list . (_) @_parent . (_) @short-timeout)) @_call
  (#calls? @_call "context.WithTimeout" "context.WithTimeoutCause")
  (#lasts? @short-timeout "1ms" "2m59s999ms")
  (#not-calls? @_parent "context.Background" "context.TODO"))

((call_expression arguments: (argument_list . (_) . (_) @short-timeout)) @_call
  (#calls? @_call "context.WithTimeout" "context.WithTimeoutCause" "github.com/restatedev/sdk-go.After")
  (#lasts? @short-timeout "1ms" "2m59s999ms")
  (#in-handler-kind? @_call "service"))

; a moment that is so far away
((call_expression arguments: (argument_list . (_) @_parent . (call_expression
   function: (selector_expression field: (field_identifier) @_add)
   arguments: (argument_list (_) @short-timeout)))) @_call
  (#calls? @_call "context.WithDeadline" "context.WithDeadlineCause")
  (#eq? @_add "Add")
  (#lasts? @short-timeout "1ms" "2m59s999ms")
  (#not-calls? @_parent "context.Background" "context.TODO"))

; a timer that calls what cancels a context
((call_expression arguments: (argument_list . (_) @short-timeout . (_) @_cancel)) @_call
  (#calls? @_call "time.AfterFunc")
  (#lasts? @short-timeout "1ms" "2m59s999ms")
  (#made-from? @_cancel "context.WithCancel" "context.WithCancelCause"))

; the options themselves
((call_expression arguments: (argument_list . (_) @short-timeout)) @_call
  (#calls? @_call
    "github.com/restatedev/sdk-go.WithInactivityTimeout"
    "github.com/restatedev/sdk-go.WithAbortTimeout")
  (#lasts? @short-timeout "1ms" "2m59s999ms"))
