"""What to ask a technician about: one phrase a line."""

from django.core.exceptions import ValidationError

MOST_TOPICS = 8
LONGEST_TOPIC = 90  # characters
_BULLETS = "-–—•*· "


def parse_topics(text: str) -> list[str]:
    """Return the phrases of a text, one a line, in order: no bullets, no doubled spaces, none twice, none empty."""
    topics: list[str] = []
    known: set[str] = set()
    for line in text.splitlines():
        topic = " ".join(line.split()).strip(_BULLETS)
        if topic and topic.casefold() not in known:
            known.add(topic.casefold())
            topics.append(topic)
    return topics


def validate_topics(text: str) -> None:
    """Raise ValidationError where the lines of a text are too many or too long."""
    problems = topic_problems(parse_topics(text))
    if problems:
        raise ValidationError(problems)


def topic_problems(topics: list[str]) -> list[str]:
    """Return what is wrong with the phrases, as sentences."""
    problems = []
    if len(topics) > MOST_TOPICS:
        problems.append(f"There are {len(topics)} lines; {MOST_TOPICS} are the most. Take the best ones.")
    problems += [
        f"‘{topic[:40]}…’ has {len(topic)} characters; {LONGEST_TOPIC} are the most for one line."
        for topic in topics
        if len(topic) > LONGEST_TOPIC
    ]
    return problems
