([(call_expression) (type_conversion_expression)] @report @call
  (#effect? @call "file-read")
  (#flow? @call "error"))

([(call_expression) (type_conversion_expression)] @report @call
  (#effect? @call "file-write"))

([(call_expression) (type_conversion_expression)] @report @call
  (#effect? @call "process-start"))

([(call_expression) (type_conversion_expression)] @report @call
  (#effect? @call "process-change")
  (#flow? @call "warning"))
