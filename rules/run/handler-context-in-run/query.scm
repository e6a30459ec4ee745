((identifier) @report @context
  (#context? @context "handler")
  (#not-argument-of? @context "random"))

((selector_expression) @report @context
  (#context? @context "handler")
  (#not-argument-of? @context "random"))

([(call_expression) (type_conversion_expression)] @report @context
  (#holds-context? @context)
  (#not-names-context? @context))
