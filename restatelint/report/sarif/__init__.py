"""The ``sarif`` format: SARIF 2.1.0 as GitHub code scanning wants it."""
