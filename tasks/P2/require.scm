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

; the seed of the invocation is in what is returned
((return_statement (expression_list . (_) @_id)) @returned
  (#handler? @returned "CreateInvoiceID")
  (#made-from? @_id
    "github.com/restatedev/sdk-go.UUID"
    "github.com/restatedev/sdk-go.Rand"
    "github.com/restatedev/sdk-go.RandSource"))

; id = …; return
((assignment_statement
   left: (expression_list . (identifier) @_result)
   right: (expression_list . (_) @_id)) @returned
  (#handler? @returned "CreateInvoiceID")
  (#named-result? @_result)
  (#made-from? @_id
    "github.com/restatedev/sdk-go.UUID"
    "github.com/restatedev/sdk-go.Rand"
    "github.com/restatedev/sdk-go.RandSource"))
