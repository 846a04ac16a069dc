"""Forms of the roof."""

from .contact import MessageForm

__all__ = ["MessageForm"]
