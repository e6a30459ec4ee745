((selector_expression) @report
  (#api? @report "deprecated"))

((qualified_type) @report
  (#api? @report "deprecated"))

(call_expression
  function: ((identifier) @report
    (#api? @report "deprecated")))

((type_identifier) @report
  (#api? @report "deprecated"))
