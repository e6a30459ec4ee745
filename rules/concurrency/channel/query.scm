((call_expression
  function: (identifier) @_make) @report
  (#eq? @_make "make")
  (#type? @report "chan")
  (#not-private-channel? @report))

((call_expression
  function: (identifier) @_close
  arguments: (argument_list (_) @_channel)) @report
  (#eq? @_close "close")
  (#not-local? @_close)
  (#not-private-channel? @_channel))

((send_statement) @report
  (#not-inside? @report "communication_case")
  (#not-private-channel? @report))

((unary_expression
  operator: "<-"
  operand: (_) @_channel) @report
  (#not-done? @_channel)
  (#not-effect? @_channel "timer")
  (#not-inside? @report "receive_statement")
  (#not-private-channel? @_channel))

((range_clause
  right: (_) @_channel) @report
  (#type? @_channel "chan")
  (#not-private-channel? @_channel))
