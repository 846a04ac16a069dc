"""Pages of plans: those of everybody, and those of people who lead actions."""
