"""Events and training: what is on, who comes, and what came of it."""
