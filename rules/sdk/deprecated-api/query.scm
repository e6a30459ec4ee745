((selector_expression) @report
  (#api? @report "deprecated"))

((qualified_type) @report
  (#api? @report "deprecated"))

(call_expression
  function: ((identifier) @report
    (#dotted-api? @report "deprecated")))

((type_identifier) @report
  (#dotted-api? @report "deprecated"))
