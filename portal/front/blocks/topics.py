"""What visitors write about, and who reads it."""

from wagtail.blocks import CharBlock, EmailBlock, StructBlock


class TopicBlock(StructBlock):
    """One thing to write about. The address is where mails go, and never shown."""

    label = CharBlock(max_length=120, help_text="As it stands in the form: ‘I want to hire a workshop’.")
    reader = CharBlock(
        max_length=160, label="Who reads it", help_text="Goes on from ‘Read by’: ‘two people in the technician office’."
    )
    email = EmailBlock(
        required=False,
        label="Address",
        help_text="Empty: the technician office’s address under Settings, Name and look.",
    )

    class Meta:
        icon = "mail"
        template = "blocks/topic.html"
        description = "Something to write about, and who reads it"
        preview_value = {
            "label": "Something on this site is wrong",
            "reader": "the two people in the technician office who look after these pages",
            "email": "",
        }
