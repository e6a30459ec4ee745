(call_expression arguments: (argument_list . [(interpreted_string_literal) (raw_string_literal)] @report)
  (#repeated-name? @report))
