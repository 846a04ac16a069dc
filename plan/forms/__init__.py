"""What people fill in about plans."""

from .done import DoneForm
from .questions import QuestionForm
from .updates import UpdateForm

__all__ = ["DoneForm", "QuestionForm", "UpdateForm"]
