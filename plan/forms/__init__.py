"""What people fill in about plans."""

from .updates import UpdateForm

__all__ = ["UpdateForm"]
