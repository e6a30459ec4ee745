((return_statement (expression_list (_) @report .))
  (#retried-forever? @report))
