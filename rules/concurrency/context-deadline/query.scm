([(call_expression) (type_conversion_expression)] @report @call
  (#direct-effect? @call "context-deadline")
  (#over-context? @call))
