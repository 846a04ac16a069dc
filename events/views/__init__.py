"""Screens of booking."""
