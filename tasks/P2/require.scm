([(method_declaration) (function_declaration) (func_literal)] @handler
  (#handler? @handler "CreateInvoiceID")
  (#directly-in? @handler "service"))

([(call_expression) (type_conversion_expression)] @seeded
  (#operation? @seeded "random"))

([(call_expression) (type_conversion_expression)] @own-source
  (#effect? @own-source "unique-id"))

([(call_expression) (type_conversion_expression)] @own-source
  (#effect? @own-source "random"))

([(call_expression) (type_conversion_expression)] @own-source
  (#effect? @own-source "wall-clock"))
