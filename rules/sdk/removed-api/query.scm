((selector_expression) @report
  (#api? @report "removed"))

((qualified_type) @report
  (#api? @report "removed"))

(call_expression
  function: ((identifier) @report
    (#api? @report "removed")))

((type_identifier) @report
  (#api? @report "removed"))
