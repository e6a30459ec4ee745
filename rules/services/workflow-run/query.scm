((method_declaration name: (field_identifier) @report)
  (#second-run? @report))

([(call_expression) (type_conversion_expression)] @report
  (#lacks-run? @report))

([(call_expression) (type_conversion_expression)] @report
  (#builds-runs? @report))
