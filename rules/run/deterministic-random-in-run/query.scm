([(call_expression) (type_conversion_expression)] @report @call
  (#operation? @call "random"))

([(call_expression) (type_conversion_expression)] @report @call
  (#deterministic? @call))
