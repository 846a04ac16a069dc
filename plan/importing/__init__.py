"""From a file to a plan as it is read: pure calculation, which knows no database and no request.

`read` makes neutral tables of a file, `guess_columns` says what each column holds (and can be corrected),
`understand` makes the plan of both.
"""
