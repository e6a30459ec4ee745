([(method_declaration) (function_declaration) (func_literal)] @handler
  (#handler? @handler "Run")
  (#directly-in? @handler "workflow"))

([(call_expression) (type_conversion_expression)] @fixed-order
  (#calls? @fixed-order
    "sort.Strings" "sort.Slice" "sort.SliceStable" "sort.Sort" "sort.Stable"
    "slices.Sort" "slices.SortFunc" "slices.SortStableFunc" "slices.Sorted" "slices.SortedFunc"
    "slices.SortedStableFunc" "golang.org/x/exp/slices.Sort" "golang.org/x/exp/slices.SortFunc"))

; a map that keeps the order in which it was filled
((call_expression function: (selector_expression field: (field_identifier) @_name)) @fixed-order
  (#any-of? @_name "DeterministicMap" "NewDeterministicMap"))

((qualified_type name: (type_identifier) @_name) @fixed-order
  (#eq? @_name "DeterministicMap"))

((for_statement) @call-per-entry
  (#comes-to? @call-per-entry
    "github.com/restatedev/sdk-go.Client.Request"
    "github.com/restatedev/sdk-go.Client.RequestFuture"))
