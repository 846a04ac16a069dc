"""Marks that a university holds besides the pledge."""

from wagtail.blocks import CharBlock, IntegerBlock, StructBlock, TextBlock, URLBlock
from wagtail.images.blocks import ImageChooserBlock


class MarkBlock(StructBlock):
    """A mark, a membership or an award of the university: Employer Champion, HEaTED and the like."""

    name = CharBlock(max_length=120)
    year = IntegerBlock(required=False, min_value=1950, max_value=2100, help_text="Since when it is held.")
    meaning = TextBlock(required=False, max_length=300, help_text="What it means, for somebody who never heard of it.")
    link = URLBlock(required=False, help_text="Where whoever gives it tells about it.")
    picture = ImageChooserBlock(required=False, help_text="The mark itself, square. Its name stands beside it.")

    class Meta:
        icon = "pick"
        template = "blocks/mark.html"
        description = "A mark that the university holds, with its year"
        preview_value = {
            "name": "Employer Champion",
            "year": 2022,
            "meaning": "We support technicians towards professional registration, and pay the first year’s fee.",
            "link": "https://www.example.org/",
            "picture": None,
        }
