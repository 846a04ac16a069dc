"""Blocks of the site's own pages, besides those that all pages have; one family a file."""

from wagtail.blocks import Block

from portal.core.blocks import body_blocks
from profiles.blocks import TechniciansBlock

from .failures import FailureBlock
from .marks import MarkBlock
from .topics import TopicBlock
from .values_chart import ValuesChartBlock

__all__ = ["FailureBlock", "MarkBlock", "TopicBlock", "ValuesChartBlock", "page_blocks"]


def page_blocks() -> list[tuple[str, Block]]:
    """Return what the text of a standard page is composed of."""
    return [*body_blocks(), ("technicians", TechniciansBlock()), ("values_chart", ValuesChartBlock())]
