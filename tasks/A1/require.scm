; the mistake: a durable operation in the block, or a helper that the block hands the handler's context to
([(call_expression) (type_conversion_expression)] @unsafe
  (#operation? @unsafe
    "run" "sleep" "state-read" "state-write" "client" "awakeable" "promise" "signal" "invocation" "wait")
  (#names-context? @unsafe)
  (#in-handler? @unsafe "ChargeUnsafe" "chargeUnsafe"))

((call_expression) @unsafe
  (#from? @unsafe "module")
  (#names-context? @unsafe)
  (#in-handler? @unsafe "ChargeUnsafe" "chargeUnsafe"))

([(call_expression) (type_conversion_expression)] @safe-charge
  (#effect? @safe-charge "network")
  (#in-handler? @safe-charge "ChargeSafe" "chargeSafe"))

; by restate.Set or by a helper, behind the block
([(call_expression) (type_conversion_expression)] @safe-record
  (#comes-to? @safe-record "github.com/restatedev/sdk-go.Set")
  (#comes-after? @safe-record "github.com/restatedev/sdk-go.Run" "github.com/restatedev/sdk-go.RunVoid" "github.com/restatedev/sdk-go.RunAsync")
  (#in-handler? @safe-record "ChargeSafe" "chargeSafe"))

((call_expression arguments: (argument_list (_) . (_) @_key)) @receipt-key
  (#calls? @receipt-key "github.com/restatedev/sdk-go.Set")
  (#may-be? @_key "receipt")
  (#in-handler? @receipt-key "ChargeSafe" "chargeSafe"))

; what handler-context-in-run reports, in the function that must be without it
([(identifier) (index_expression) (type_assertion_expression)] @still-captured
  (#context? @still-captured "handler")
  (#captured? @still-captured)
  (#not-plain-part? @still-captured)
  (#in-handler? @still-captured "ChargeSafe" "chargeSafe"))

((selector_expression operand: (_) @_holder) @still-captured
  (#context? @still-captured "handler")
  (#captured? @still-captured)
  (#not-context? @_holder "handler")
  (#in-handler? @still-captured "ChargeSafe" "chargeSafe"))

((call_expression) @still-captured
  (#context? @still-captured "handler")
  (#not-names-context? @still-captured)
  (#in-handler? @still-captured "ChargeSafe" "chargeSafe"))

((call_expression function: (selector_expression operand: (_) @_holder)) @still-captured
  (#holds-context? @still-captured)
  (#not-names-context? @still-captured)
  (#not-names-context? @_holder)
  (#in-handler? @still-captured "ChargeSafe" "chargeSafe"))
