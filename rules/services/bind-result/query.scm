((binary_expression operator: ["==" "!="]) @report
  (#compares-bind? @report))
