([(call_expression) (type_conversion_expression)] @report @call
  (#exclusive-wait? @call))
