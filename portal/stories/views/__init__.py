"""Screens of stories outside the admin."""
