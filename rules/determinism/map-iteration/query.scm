(for_statement
  ((range_clause) @report
    (#map-order? @report)))

([(call_expression) (type_conversion_expression)] @report
  (#map-order? @report))
