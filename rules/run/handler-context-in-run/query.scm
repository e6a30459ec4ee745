; a name, or what stands for one
([(identifier) (index_expression) (type_assertion_expression)] @report @context
  (#context? @context "handler")
  (#captured? @context)
  (#not-plain-part? @context)
  (#use-severity? @context)
  (#not-argument-of? @context "random"))

; a field, unless it is a field of a context
((selector_expression operand: (_) @_holder) @report @context
  (#context? @context "handler")
  (#captured? @context)
  (#use-severity? @context)
  (#not-context? @_holder "handler")
  (#not-argument-of? @context "random"))

; a function that gives the context of something it is handed
((call_expression) @report @context
  (#context? @context "handler")
  (#not-names-context? @context)
  (#not-argument-of? @context "random"))

; a method that uses the context its receiver keeps, unless the receiver is made here with it
((call_expression function: (selector_expression operand: (_) @_holder)) @report @context
  (#holds-context? @context)
  (#not-names-context? @context)
  (#not-names-context? @_holder))
