((selector_expression) @report
  (#api? @report "removed" "early"))

((qualified_type) @report
  (#api? @report "removed" "early"))

(call_expression
  function: ((identifier) @report
    (#dotted-api? @report "removed" "early")))

((type_identifier) @report
  (#dotted-api? @report "removed" "early"))

(index_expression
  operand: ((selector_expression) @report
    (#header-map? @report "index")))

(range_clause
  right: ((_) @report
    (#header-map? @report "range")))
