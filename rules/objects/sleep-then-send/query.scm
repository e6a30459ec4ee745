([(call_expression) (type_conversion_expression)] @report @call
  (#puts-off-send? @call))
