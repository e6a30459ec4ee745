((call_expression
  function: (identifier) @_make
  arguments: (argument_list . (channel_type))) @report
  (#eq? @_make "make"))

((call_expression
  function: (identifier) @_close
  arguments: (argument_list . (_) @_channel)) @report
  (#eq? @_close "close")
  (#type? @_channel "chan")
  (#not-local? @_close))

(send_statement) @report

((unary_expression
  operator: "<-"
  operand: (_) @_channel) @report
  (#not-done? @_channel))

((range_clause
  right: (_) @_channel) @report
  (#type? @_channel "chan"))
