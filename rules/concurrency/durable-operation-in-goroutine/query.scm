((go_statement) @report
  (#durable-use? @report))

([(call_expression) (type_conversion_expression)] @report
  (#effect? @report "goroutine")
  (#durable-use? @report))
