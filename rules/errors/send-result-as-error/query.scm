((binary_expression operator: ["==" "!="]) @report
  (#compares-send? @report))
