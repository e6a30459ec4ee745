((go_statement "go" @call) @report
  (#not-durable-use? @report))

([(call_expression) (type_conversion_expression)] @report @call
  (#effect? @call "goroutine")
  (#not-durable-use? @report))
