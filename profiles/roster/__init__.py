"""Reading a staff list and working out what it means: pure calculation, which knows no database and no request."""
