module restatelint.dev/typecheck

go 1.24
