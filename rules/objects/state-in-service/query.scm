([(call_expression) (type_conversion_expression)] @report @call
  (#refused? @call "state"))
