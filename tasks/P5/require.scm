([(method_declaration) (function_declaration) (func_literal)] @handler
  (#handler? @handler "Run")
  (#directly-in? @handler "workflow"))

([(call_expression) (type_conversion_expression)] @fixed-order
  (#calls? @fixed-order
    "sort.Strings" "sort.Slice" "sort.SliceStable" "sort.Sort" "sort.Stable"
    "sort.StringSlice.Sort" "sort.IntSlice.Sort"
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

; restate.Service[string](ctx, "Inventory", "Reserve")
((call_expression
   arguments: (argument_list . (_) . (_) @_service . (_))) @other-target
  (#calls? @other-target "github.com/restatedev/sdk-go.Service")
  (#constant? @_service "*")
  (#not-constant? @_service "Inventory"))

((call_expression
   arguments: (argument_list . (_) . (_) . (_) @_handler)) @other-target
  (#calls? @other-target "github.com/restatedev/sdk-go.Service")
  (#constant? @_handler "*")
  (#not-constant? @_handler "Reserve"))
