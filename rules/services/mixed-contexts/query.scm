((method_declaration name: (field_identifier) @report)
  (#mixes-contexts? @report))

([(call_expression) (type_conversion_expression)] @report
  (#embeds-mixed? @report))
