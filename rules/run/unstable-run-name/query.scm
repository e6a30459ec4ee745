; the whole option, so that what its argument does is not said a second time
((call_expression) @report
  (#unstable-name? @report))
