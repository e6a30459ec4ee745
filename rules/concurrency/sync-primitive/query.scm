([(call_expression) (type_conversion_expression)] @report @call
  (#direct-effect? @call "synchronise")
  (#made-here? @call "Lock" "RLock"))
