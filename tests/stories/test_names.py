"""Names in text: which count as somebody's, and what is left when they are gone."""

import json

import pytest

from portal.stories.names import Name, name_words, removed_everywhere

ADA = Name.of("Dr Zoë Quill-Farrow CSci")


@pytest.mark.parametrize(
    "text",
    [
        "Zoë Quill-Farrow",
        "made by zoe quill-farrow, who",
        "ZOE QUILL FARROW",
        "Quill-Farrow, Zoë",
        "Quill-Farrow Zoe",
        "Zoë M. Quill-Farrow",
        "Zoe\u0308 Quill\u2011Farrow".replace("\u2011", "-"),
        "Dr Quill-Farrow’s kiln",
        "Quill-Farrow's",
        "QuillFarrow",
        "Then Zoë laughed.",
        "Z<b>oë</b> Quill-<i>Farrow</i>",
        "Zo&euml;&nbsp;Quill-Farrow",
        "<p>Zoë</p><p>Quill-Farrow</p>",
        '<a href="/x/zoe-quill-farrow/">her</a>',
        '<embed alt="Zoë Quill-Farrow at the kiln" id="3"/>',
        "zoe_quill_farrow.jpg",
    ],
)
def test_found_and_removed(text: str) -> None:
    """And nothing of it is left, in any of these ways of writing it."""
    assert ADA.stands_in(text)
    left = ADA.removed_from(text)
    assert not ADA.stands_in(left)
    assert "[name removed]" in left
    assert "farrow" not in left.lower()


@pytest.mark.parametrize("text", ["", "A quill and a barrow", "Zoetrope", "Farrowing pigs", "zoe", "2 < 3 and 4 > 1"])
def test_not_found(text: str) -> None:
    """What only resembles it stays as it is."""
    assert not ADA.stands_in(text)
    assert ADA.removed_from(text) == text


def test_tags_stay() -> None:
    """Only the letters go."""
    assert ADA.removed_from("<p>By Zoë <b>Quill-</b>Farrow, <i>2026</i>.</p>") == (
        "<p>By [name removed]<b></b>, <i>2026</i>.</p>"
    )
    assert ADA.removed_from("Quill-Farrow's kiln, and Zoë’s") == "[name removed]'s kiln, and [name removed]’s"


@pytest.mark.parametrize(
    ("name", "text", "counts"),
    [
        ("Will Baker", "Will it work?", False),
        ("Will Baker", "Will Baker made it.", True),
        ("Will Baker", "Baker made it.", True),
        ("Will Baker", "A baker made it.", False),
        ("Jan van der Berg", "Van der Berg came.", True),
        ("Jan van der Berg", "Berg came.", False),
        ("Siobhán O'Hara MBE", "Ms OHara", True),
        ("Siobhán O'Hara MBE", "Ms O’Hara", True),
        ("Hamish McKay", "McKay", True),
        ("Ada Mary Poe", "Ada Poe", True),
        ("Ada Mary Poe", "Ada M Poe", True),
        ("Cleo", "Cleo was here", True),
        ("Cleo", "cleopatra", False),
        ("李 明", "工程师李 明说", False),
        ("李 明", "by 李 明.", True),
    ],
)
def test_what_counts(name: str, text: str, counts: bool) -> None:
    """Family names alone with a capital; given names alone unless they are ordinary words."""
    assert Name.of(name).stands_in(text) is counts


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Prof. Dr Ada Poe PhD CSci", ["Ada", "Poe"]),
        ("Ada Poe, MBE", ["Ada", "Poe"]),
        ("Ada Poe (she/her)", ["Ada", "Poe"]),
        ("ADA POE", ["ADA", "POE"]),
        ("Hamish McKay", ["Hamish", "McKay"]),
    ],
)
def test_words_of_a_name(name: str, words: list[str]) -> None:
    """Titles and letters are none of them."""
    assert name_words(name) == words


def test_a_quote() -> None:
    """What somebody said goes too where it is long enough to be theirs."""
    name = Name.of("Ada Poe", quote="I make what nobody sells.")
    assert name.removed_from("<p>She says: I make <b>what</b> nobody sells!</p>") == (
        "<p>She says: [name removed]<b></b>!</p>"
    )
    assert not Name.of("Ada Poe", quote="I do").stands_in("I do")


def test_addresses() -> None:
    """Nothing has capitals there."""
    assert ADA.stands_in_address("a-day-with-zoe-quill-farrow")
    assert ADA.stands_in_address("/stories/quill-farrow/")
    assert not ADA.stands_in_address("/stories/farrowing/")


def test_versions() -> None:
    """All texts of a version, those in its StreamField too; addresses keep what else they hold."""
    body = json.dumps([{"type": "text", "value": "<p>Zo\u00eb Quill-Farrow</p>", "id": "1"}])
    content = {"title": "Zoë Quill-Farrow’s kiln", "slug": "zoe-quill-farrow", "body": body, "live": True, "pk": 3}
    content["url_path"] = "/home/stories/zoe-quill-farrow/"
    changed = removed_everywhere(content, ADA, "story-3")
    assert changed["title"] == "[name removed]’s kiln"
    assert (changed["slug"], changed["url_path"]) == ("story-3", "/home/stories/story-3/")
    assert json.loads(changed["body"]) == [{"type": "text", "value": "<p>[name removed]</p>", "id": "1"}]
    assert (changed["live"], changed["pk"]) == (True, 3)
