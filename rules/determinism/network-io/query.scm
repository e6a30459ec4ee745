([(call_expression) (type_conversion_expression)] @report @call
  (#effect? @call "network")
  (#not-ingress-call? @call))
