"""What people fill in about plans."""

from .done import DoneForm
from .updates import UpdateForm

__all__ = ["DoneForm", "UpdateForm"]
