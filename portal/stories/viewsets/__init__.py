"""Screens of stories in the admin."""
