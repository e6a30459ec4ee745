([(call_expression) (type_conversion_expression)] @report
  (#ingress-call? @report))
