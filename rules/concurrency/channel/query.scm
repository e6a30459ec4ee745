((call_expression
  function: (identifier) @_make) @report
  (#eq? @_make "make")
  (#type? @report "chan"))

((call_expression
  function: (identifier) @_close) @report
  (#eq? @_close "close")
  (#not-local? @_close))

((send_statement) @report
  (#not-inside? @report "communication_case"))

((unary_expression
  operator: "<-"
  operand: (_) @_channel) @report
  (#not-done? @_channel)
  (#not-effect? @_channel "timer")
  (#not-inside? @report "receive_statement"))

((range_clause
  right: (_) @_channel) @report
  (#type? @_channel "chan"))
