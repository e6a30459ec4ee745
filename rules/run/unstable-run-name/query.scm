; the whole option, so that what its argument does is not said a second time
((call_expression arguments: (argument_list . (_) @_name)) @report
  (#unstable-name? @_name))
