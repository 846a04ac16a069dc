"""Numbers that say something."""

from wagtail.blocks import CharBlock, ListBlock, StructBlock


class FigureBlock(StructBlock):
    """One number and what it counts."""

    number = CharBlock(max_length=20, help_text="As it is to be read: 1,200 or 97 %")
    label = CharBlock(max_length=120)


class FiguresBlock(StructBlock):
    """One to six numbers beside one another, with where they come from."""

    title = CharBlock(required=False, max_length=120)
    figures = ListBlock(FigureBlock(), min_num=1, max_num=6)
    source = CharBlock(required=False, max_length=200, help_text="Where the numbers come from, and of when they are.")

    class Meta:
        icon = "list-ol"
        template = "blocks/figures.html"
        preview_value = {
            "title": "The workshop in a year",
            "figures": [
                {"number": "1,240", "label": "parts made for other departments"},
                {"number": "38", "label": "students who built their own apparatus"},
                {"number": "97 %", "label": "of repairs done within a week"},
            ],
            "source": "Job book of the workshop, 2025",
        }
        description = "One to six numbers with what they count"
