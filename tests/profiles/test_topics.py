"""Phrases, one a line."""

from hypothesis import example, given
from hypothesis import strategies as st

from profiles.topics import LONGEST_TOPIC, MOST_TOPICS, parse_topics, topic_problems


def test_reads_one_phrase_a_line_without_bullets_or_doubles() -> None:
    assert parse_topics(" - Cold  things\r\n\r\n• Hot things\ncold things\n*\n") == ["Cold things", "Hot things"]


def test_keeps_the_order_and_other_scripts() -> None:
    assert parse_topics("المجهر\nZ\nA") == ["المجهر", "Z", "A"]


def test_names_the_line_that_is_too_long_and_the_lines_too_many() -> None:
    assert topic_problems(["x" * LONGEST_TOPIC] * MOST_TOPICS) == []
    assert topic_problems(["x" * 91]) == [f"‘{'x' * 40}…’ has 91 characters; 90 are the most for one line."]
    assert topic_problems(["x"] * 9) == ["There are 9 lines; 8 are the most. Take the best ones."]


@given(st.text(max_size=600))
@example("0-\x1f")  # a space that is not ' ' behind a bullet
def test_parsing_is_stable_and_never_loses_a_word(text: str) -> None:
    topics = parse_topics(text)
    assert parse_topics("\n".join(topics)) == topics
    assert all(topic == topic.strip() and "\n" not in topic and topic for topic in topics)
    known = {topic.casefold() for topic in topics}
    assert len(known) == len(topics)
    for line in text.splitlines():
        for word in line.split():
            if word.isalnum():
                assert any(word.casefold() in topic for topic in known)


@given(st.lists(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1, max_size=20), max_size=8))
def test_plain_lines_come_back_as_they_are(lines: list[str]) -> None:
    once = list({line.casefold(): line for line in reversed(lines)}.values())[::-1]
    assert sorted(parse_topics("\n".join(lines))) == sorted(once)
