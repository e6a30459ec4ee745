; what differs from process to process
([(call_expression) (type_conversion_expression)] @report @call
  (#effect? @call "process-identity")
  (#flow? @call "error"))

; what all replicas of a deployment share, until one is started with other settings
([(call_expression) (type_conversion_expression)] @report @call
  (#effect? @call "environment")
  (#flow? @call "warning"))
