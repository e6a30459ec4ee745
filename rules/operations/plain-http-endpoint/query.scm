([(call_expression) (type_conversion_expression)] @report
  (#plain-start? @report))

([(interpreted_string_literal) (raw_string_literal)] @report
  (#plain-address? @report))
