"""The sample university's stories: words from the file, pictures drawn beside the portraits.

Most are written as they would stand after everybody agreed; one waits for an answer, one for its day. Their rows are
made by the models and published by Wagtail, so that versions, log and search are there as for any story.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.images.models import Filter

from portal.accounts.models import User
from portal.core.enums import People
from portal.core.models import PortalImage, PortalRendition, Theme
from portal.core.picture_sizes import SPECS
from portal.demo.sample import sample_stories
from portal.demo.scene_files import SceneFiles
from portal.stories.enums import Agreement, StoryKind
from portal.stories.models import StoryIndexPage, StoryPage, StorySuggestion, Subject
from portal.stories.services.drafts import story_index
from portal.stories.subjects import fingerprint
from profiles.models import Department, Skill, Technician

Words = Mapping[str, Any]
CREDIT = "Drawn for the University of Wexcombe"
WAITING, SCHEDULED = "waiting", "scheduled"


def write_stories(editor: User) -> None:
    """Write the index and the stories, without their pictures, and what waits in the editors' queue."""
    data = sample_stories()
    index = story_index()
    index.introduction = data["introduction"]
    index.save_revision(user=editor).publish(user=editor)
    people = {person.staff_number: person for person in Technician.objects.all()}
    words = {
        "themes": {theme.slug: theme for theme in Theme.objects.all()},
        "departments": {department.name: department for department in Department.objects.all()},
        "skills": {skill.name: skill for skill in Skill.objects.all()},
    }
    # The oldest first, so that keys and days are in one order
    for row in sorted(data["stories"], key=lambda row: -row["days"]):
        _write_story(index, row, people, words, editor)
    _write_suggestions()


def _write_story(
    index: StoryIndexPage, row: Words, people: Mapping[str, Technician], words: Mapping[str, Any], editor: User
) -> None:
    story = StoryPage(
        title=row["title"], summary=row["summary"], kind=row.get("kind", StoryKind.STORY), live=False, owner=editor
    )
    index.add_child(instance=story)
    state = row.get("state", "")
    subjects = [_subject(story, each, people, place, state) for place, each in enumerate(row["by"])]
    story.body = list(_body(row, [subject.pk for subject in subjects]))
    for name, known in words.items():
        getattr(story, name).set([known[word] for word in row[name]])
    if state == SCHEDULED:
        story.go_live_at = timezone.now() - timedelta(days=row["days"])
    revision = story.save_revision(user=editor)
    if state == WAITING:
        return
    revision.publish(user=editor)
    if state != SCHEDULED:
        on = timezone.now() - timedelta(days=row["days"])
        StoryPage.objects.filter(pk=story.pk).update(first_published_at=on, last_published_at=on)


def _subject(story: StoryPage, row: Words, people: Mapping[str, Technician], place: int, state: str) -> Subject:
    person = people[row["who"]]
    subject = Subject(
        story=story,
        technician=person,
        name=person.display_name,
        role=f"{person.job_title}, {person.department}",
        email=person.email,
        quote=row["quote"],
        order=place,
        asked_at=timezone.now() - timedelta(days=max(row.get("days", 0), 0) + 3),
    )
    if state == WAITING:
        subject.agreement = Agreement.ASKED
    else:
        subject.agreement, subject.answered_at = Agreement.AGREED, subject.asked_at
        subject.agreed_to = fingerprint(subject)
    subject.save()
    return subject


def _body(row: Words, subjects: list[int]) -> Iterator[tuple[str, Any]]:
    """Yield the blocks: text as far as a quote goes on, quotes in their places, figures at the end."""
    markup = ""
    for part in (part.strip() for part in row["text"].strip().split("\n\n")):
        if part.startswith("{"):
            if markup:
                yield "text", markup
            yield "subject", {"subject": subjects[int(part.strip("{}"))], "shows": "all"}
            markup = ""
        elif part.startswith("## "):
            markup += f"<h2>{part.removeprefix('## ')}</h2>"
        else:
            markup += f"<p>{part}</p>"
    if markup:
        yield "text", markup
    if "figures" in row:
        title, figures = row["figures"]
        yield "figures", {"title": title, "figures": [{"number": number, "label": label} for number, label in figures]}


def _write_suggestions() -> None:
    """Write two that colleagues sent in; editors find them in their queue."""
    users = {user.email: user for user in User.objects.filter(email__in=[each[0] for each in SUGGESTED])}
    StorySuggestion.objects.bulk_create(
        StorySuggestion(
            by=users[email], title=title, text=text, about=about, created_at=timezone.now() - timedelta(days=days)
        )
        for email, title, text, about, days in SUGGESTED
    )


SUGGESTED = (
    (
        "colleague@wexcombe.example",
        "The freezer that rang its owner",
        "On Christmas Eve a freezer in the Tamsin Building rang a mobile phone and eleven years of samples were moved "
        "in forty minutes. Somebody had wired the alarm in November, on a hunch.",
        "The Biosciences laboratory team",
        2,
    ),
    (
        "n.hallworthy@wexcombe.example",
        "A darkroom for people who cannot see",
        "The photography studio has made a darkroom that works by touch and by sound. Four students use it every week.",
        "Leopold Amankwaa",
        6,
    ),
)


def hang_pictures(drawn: Iterator[SceneFiles]) -> None:
    """Give each story its picture, in the library and at its head, with the files that pages ask for."""
    stories = {story.title: story for story in StoryPage.objects.all()}
    editor = next(story.owner for story in stories.values())
    rows = [row for row in sample_stories()["stories"] if "picture" in row]
    for row, files in zip(rows, drawn, strict=True):
        picture = _keep(row, files, editor)
        story = stories[row["title"]]
        story.picture = picture
        story.save(update_fields=["picture"])
        for revision in story.revisions.all():
            revision.content["picture"] = picture.pk
            revision.save(update_fields=["content"])


def _keep(row: Words, files: SceneFiles, editor: Any) -> PortalImage:
    name, words = row["picture"]
    picture = PortalImage(
        title=f"Drawing: {name}", alt_text=words, credit=CREDIT, people=People.NOBODY, uploaded_by_user=editor,
    )  # fmt: skip
    file: Any = picture.file
    file.save(f"{name}.webp", ContentFile(files.whole), save=False)
    picture.width, picture.height = files.size  # which keeping the file has emptied
    # In bulk: a save would have every file drawn again, which was done in another process
    PortalImage.objects.bulk_create([picture])
    made = []
    for size, data in files.sizes.items():
        wanted = Filter(SPECS[size])
        rendition = PortalRendition(
            image=picture,
            filter_spec=wanted.spec,
            focal_point_key=wanted.get_cache_key(picture),
        )
        rendition.file.save(f"{name}.{size}", ContentFile(data), save=False)
        rendition.width, rendition.height = files.pixels[size]
        made.append(rendition)
    PortalRendition.objects.bulk_create(made)
    return picture
