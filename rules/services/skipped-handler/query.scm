((method_declaration name: (field_identifier) @report)
  (#skipped? @report))
