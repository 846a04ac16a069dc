"""The Technician Commitment action plan: import, publish, measure."""
