(assignment_statement left: (expression_list (_) @report)
  (#captured-write? @report))

([(inc_statement (_) @report) (dec_statement (_) @report)]
  (#captured-write? @report))

; rows.Scan(&name), json.Unmarshal(data, &order)
(argument_list (unary_expression operator: "&" operand: (_) @report)
  (#captured-write? @report))

; delete(seats, id)
(call_expression function: (identifier) arguments: (argument_list (_) @report)
  (#captured-write? @report))
