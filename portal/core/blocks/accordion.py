"""Questions and answers, folded."""

from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StructBlock

from .samples import ANSWER, words


class FoldBlock(StructBlock):
    """A heading to press, and what unfolds."""

    title = CharBlock(max_length=160)
    text = RichTextBlock(features=["bold", "italic", "link", "document-link", "ol", "ul"])


class AccordionBlock(StructBlock):
    """Things that most people need one of."""

    title = CharBlock(required=False, max_length=120)
    folds = ListBlock(FoldBlock(), min_num=1)

    class Meta:
        icon = "list-ul"
        template = "blocks/accordion.html"
        preview_value = {
            "title": "Before you come to the stores",
            "folds": [
                {"title": "How early do I have to order?", "text": words(ANSWER)},
                {"title": "Who signs for it?", "text": words(ANSWER)},
            ],
        }
        description = "Questions that unfold their answers"
