"""Pages of the public site, and what stands on all of them."""

from .home import HomePage

__all__ = ["HomePage"]
