([(call_expression) (type_conversion_expression)] @report
  (#operation? @report "method" "run" "sleep" "state-read" "state-write" "client" "awakeable" "promise" "signal" "invocation" "wait")
  (#not-names-context? @report))
