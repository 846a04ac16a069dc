"""Values, and how one can tell that they are lived."""

from wagtail.blocks import CharBlock, ListBlock, StructBlock, TextBlock


class ValueBlock(StructBlock):
    """One value, what it means here, and what is and is not done by it."""

    name = CharBlock(max_length=60)
    meaning = TextBlock(max_length=250)
    seen = ListBlock(CharBlock(max_length=200), min_num=1, max_num=6, label="What you see us do")
    unseen = ListBlock(CharBlock(max_length=200), max_num=6, label="What you do not see us do", default=[])


class ValuesChartBlock(StructBlock):
    """A chart of values and behaviours, which prints on one sheet for the wall."""

    title = CharBlock(max_length=120, default="Our values, and what they look like")
    values = ListBlock(ValueBlock(), min_num=1, max_num=8)

    class Meta:
        icon = "table"
        template = "blocks/values_chart.html"
        description = "Values with the behaviour they show in, to hang on a wall"
        preview_value = {
            "title": "Our values, and what they look like",
            "values": [
                {
                    "name": "Safe",
                    "meaning": "Everybody goes home as they came.",
                    "seen": ["We stop work, whoever asked for it.", "We say when we do not know."],
                    "unseen": ["‘It has always been fine.’"],
                },
                {
                    "name": "Generous",
                    "meaning": "What one of us knows, others can learn.",
                    "seen": ["We write down how it is done."],
                    "unseen": ["Keeping the good settings to ourselves."],
                },
            ],
        }
