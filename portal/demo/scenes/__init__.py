"""Drawn pictures of work, for the sample stories: places and things, nobody in them who could be recognised."""

from .draw import SCENES, draw_scene

__all__ = ["SCENES", "draw_scene"]
