; what could not be read, and what had to be thought up to go on
([(ERROR) (MISSING)] @report
  (#not-inside? @report "ERROR")
  (#is-mistake? @report))
