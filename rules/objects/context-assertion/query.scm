((type_assertion_expression) @report
  (#asserts-context? @report))

((type_switch_statement value: (_) @report) @_switch
  (#asserts-context? @_switch))
