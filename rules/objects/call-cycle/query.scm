([(call_expression) (type_conversion_expression)] @report @call
  (#call-cycle? @call))
