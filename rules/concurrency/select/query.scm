(select_statement) @report
