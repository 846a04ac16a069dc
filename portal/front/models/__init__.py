"""Pages of the public site, and what stands on all of them."""

from .home import HomePage
from .page_texts import PageText
from .promoted import PromotedResult

__all__ = ["HomePage", "PageText", "PromotedResult"]
