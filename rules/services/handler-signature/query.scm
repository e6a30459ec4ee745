((method_declaration name: (field_identifier) @report)
  (#misshapen? @report))

([(call_expression) (type_conversion_expression)] @report
  (#reflects-nothing? @report))
