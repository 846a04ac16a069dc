"""What of the site is not accessible yet."""

from wagtail.blocks import CharBlock, DateBlock, StructBlock, TextBlock


class FailureBlock(StructBlock):
    """One known failure, with the criterion of WCAG 2.2 that it fails and the day until which it is mended."""

    what = TextBlock(max_length=600, label="What fails, and where", help_text="As somebody meets it who uses the site.")
    criterion = CharBlock(
        max_length=120, label="WCAG criterion", help_text="Number and name, for example ‘1.2.2 Captions (prerecorded)’."
    )
    why = TextBlock(max_length=600, label="Why it is so")
    instead = TextBlock(required=False, max_length=600, label="What to do until then")
    mended_by = DateBlock(label="Mended by")

    class Meta:
        icon = "warning"
        template = "blocks/failure.html"
        description = "A known failure with its criterion, and when it is mended"
        preview_value = {
            "what": "Two of the older demonstration videos have no captions.",
            "criterion": "1.2.2 Captions (prerecorded)",
            "why": "They were filmed before we checked every film for captions.",
            "instead": "Ask for a transcript; it takes us two days.",
            "mended_by": "2027-03-31",
        }
