"""Published policy evaluations rebuilt as books: re-run, read and audit, number by number."""
