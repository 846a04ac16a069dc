"""Screens of events in the admin."""
