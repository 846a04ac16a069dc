"""What people type about awards."""
