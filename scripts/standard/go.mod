module restatelint.dev/standard

go 1.24
