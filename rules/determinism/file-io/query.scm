([(call_expression) (type_conversion_expression)] @report @call
  (#effect? @call "file-read"))

([(call_expression) (type_conversion_expression)] @report @call
  (#effect? @call "file-write"))

([(call_expression) (type_conversion_expression)] @report @call
  (#effect? @call "process-start"))
