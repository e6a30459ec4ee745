([(call_expression) (type_conversion_expression)] @report @call
  (#self-call? @call))
