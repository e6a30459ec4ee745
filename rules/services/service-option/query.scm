([(call_expression) (type_conversion_expression)] @report
  (#misplaced-option? @report))

((argument_list . (_) @report)
  (#name-clash? @report))
