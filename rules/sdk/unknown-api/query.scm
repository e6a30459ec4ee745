((selector_expression) @report
  (#api? @report "unknown"))

((qualified_type) @report
  (#api? @report "unknown"))
