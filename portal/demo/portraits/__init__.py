"""Draws the people of the sample university: flat, two-toned, the same every time."""

from portal.demo.portraits.draw import draw_portrait
from portal.demo.portraits.spec import PortraitSpec

__all__ = ["PortraitSpec", "draw_portrait"]
