"""Asking, answering, changing and noting, and what each does to who may see what."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import Consent, User
from portal.core.models import OutboxMail
from portal.core.registries import jobs, needs_me, personal_data
from portal.stories.enums import Agreement
from portal.stories.models import StoryPage, Subject
from portal.stories.services.answering import agree, record_agreement
from portal.stories.services.asking import REMIND_AFTER, ask, ask_all, remind_once
from portal.stories.services.keeping import NotPossibleError, WordsChangedError
from portal.stories.services.people import Words, add_technician, change_words, move_person, take_out
from portal.stories.services.withdrawing import withdraw
from portal.stories.subjects import fingerprint, subjects_of
from profiles.enums import Audience
from profiles.models import Technician
from tests.factories.people import TechnicianFactory, UserFactory, live_technician, show
from tests.factories.stories import PictureFactory, SubjectFactory, draft_story, publish, save_body

pytestmark = pytest.mark.django_db


def _editor() -> User:
    user: User = UserFactory(first_name="Edda", last_name="Itor")
    return user


def _link(subject: Subject) -> str:
    return reverse("story_agreement", args=[subject.secret])


def _seen(subject: Subject) -> str:
    return fingerprint(Subject.objects.select_related("photo").get(pk=subject.pk))


def _asked(**fields: Any) -> Subject:
    subject = SubjectFactory(agreement=Agreement.NOT_ASKED, **fields)
    save_body(subject.story, ("subject", {"subject": subject.pk, "shows": "all"}))
    return ask(subject.pk, _editor())


def test_the_mail_leads_to_an_answer(mailoutbox: list[Any], django_capture_on_commit_callbacks: Any) -> None:
    """The text is sent and wiped, the page shows what is said, and the answer reaches whoever asked."""
    with django_capture_on_commit_callbacks(execute=True):
        subject = _asked(photo=PictureFactory(alt_text="At the lathe"))
    mail = mailoutbox.pop()
    assert mail.to == [subject.email]
    assert _link(subject) in mail.body
    assert subject.quote in mail.body
    assert subject.name not in mail.subject
    assert OutboxMail.objects.get().body == ""
    page = Client().get(_link(subject))
    html = page.content.decode()
    for words in (subject.name, subject.role, subject.quote, "At the lathe", subject.story.title):
        assert words in html
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "same-origin"
    with django_capture_on_commit_callbacks(execute=True):
        answer = Client().post(_link(subject), {"do": "agree", "seen": _seen(subject)})
    assert answer.status_code == 302
    assert "sessionid" not in answer.cookies
    subject.refresh_from_db()
    assert (subject.agreement, subject.agreed_to) == (Agreement.AGREED, _seen(subject))
    assert [(one.to, one.subject) for one in mailoutbox] == [
        ([subject.asked_by.email], "Somebody agreed to a story"),
    ]
    assert publish(subject.story).may_be_seen()


@pytest.mark.parametrize(("do", "state"), [("refuse", Agreement.REFUSED), ("wish", Agreement.WISHES)])
def test_other_answers(do: str, state: Agreement) -> None:
    """The words reach the editors, and nothing is shown."""
    subject = _asked()
    assert Client().post(_link(subject), {"do": do, "words": "Call me a glassblower."}).status_code == 302
    subject.refresh_from_db()
    assert (subject.agreement, subject.answer) == (state, "Call me a glassblower.")
    assert "Call me a glassblower." in OutboxMail.objects.exclude(to=subject.email).get().body
    assert not publish(subject.story).live
    assert Client().get(_link(subject)).status_code == 200


def test_a_wish_needs_words() -> None:
    """It says so, and nothing is changed."""
    subject = _asked()
    refused = Client().post(_link(subject), {"do": "wish", "words": ""})
    assert refused.status_code == 422
    assert "Say what should be different." in refused.content.decode()
    assert Client().post(_link(subject), {"do": "dance"}).status_code == 422
    subject.refresh_from_db()
    assert subject.agreement == Agreement.ASKED


def test_nobody_agrees_to_words_they_did_not_see() -> None:
    """Words that were changed meanwhile are shown, and no answer is taken."""
    subject = _asked()
    seen = _seen(subject)
    change_words(subject.pk, _editor(), Words(subject.name, "Head of glass", email=subject.email), seen)
    answer = Client().post(_link(subject), {"do": "agree", "seen": seen})
    assert answer.status_code == 409
    assert "Head of glass" in answer.content.decode()
    with pytest.raises(WordsChangedError):
        agree(subject.pk, seen)
    subject.refresh_from_db()
    assert subject.agreement == Agreement.ASKED


def test_changed_words_void_and_ask_anew() -> None:
    """A live story is hidden until the answer to the new words."""
    subject = _asked()
    agree(subject.pk, _seen(subject))
    story = publish(subject.story)
    assert story.may_be_seen()
    OutboxMail.objects.all().delete()
    changed = change_words(
        subject.pk, _editor(), Words(subject.name, quote="Other words.", email=subject.email), _seen(subject)
    )
    assert (changed.agreement, changed.agreed_to) == (Agreement.ASKED, "")
    assert [mail.to for mail in OutboxMail.objects.all()] == [subject.email]
    assert not StoryPage.objects.get(pk=story.pk).may_be_seen()
    assert not StoryPage.objects.showing().exists()
    with pytest.raises(WordsChangedError):
        change_words(subject.pk, _editor(), Words("A"), "what was seen long ago")


def test_the_same_words_leave_the_answer() -> None:
    """Saving without a change asks nobody."""
    subject = SubjectFactory()
    words = Words(subject.name, subject.role, subject.quote, None, "another@elsewhere.example")
    changed = change_words(subject.pk, _editor(), words, _seen(subject))
    assert (changed.agreement, changed.email) == (Agreement.AGREED, "another@elsewhere.example")
    assert not OutboxMail.objects.exists()


def test_a_changed_picture_asks_anew() -> None:
    """Another file or another description is another photo; one that is deleted only shows less."""
    subject = SubjectFactory(photo=PictureFactory(alt_text="At the lathe"))
    subject.photo.alt_text = "Asleep at the lathe"
    subject.photo.save()
    subject.refresh_from_db()
    assert subject.agreement == Agreement.ASKED
    agree(subject.pk, _seen(subject))
    subject.photo.delete()
    subject.refresh_from_db()
    assert (subject.agreement, subject.photo) == (Agreement.AGREED, None)
    assert subject.pk in subjects_of(StoryPage.objects.get(pk=subject.story_id))


def test_reminded_once() -> None:
    """A week after asking, by the job."""
    subject = _asked()
    assert remind_once() == "0 reminded"
    Subject.objects.update(asked_at=timezone.now() - REMIND_AFTER - timedelta(hours=1))
    assert jobs.get("remind_story_subjects").run() == "1 reminded"
    assert remind_once() == "0 reminded"
    assert OutboxMail.objects.filter(to=subject.email).count() == 2


def test_noted_by_an_editor() -> None:
    """With a reason, told to the person, who can take it back; never against an answer."""
    subject = SubjectFactory(agreement=Agreement.ASKED)
    editor = _editor()
    with pytest.raises(NotPossibleError):
        record_agreement(subject.pk, editor, " ", _seen(subject))
    with pytest.raises(WordsChangedError):
        record_agreement(subject.pk, editor, "On paper", "something else")
    noted = record_agreement(subject.pk, editor, "On paper", _seen(subject))
    assert (noted.agreement, noted.recorded_by, noted.recorded_reason) == (Agreement.AGREED, editor, "On paper")
    assert "On paper" in OutboxMail.objects.get(to=subject.email).body
    for state in (Agreement.REFUSED, Agreement.WITHDRAWN, Agreement.AGREED):
        Subject.objects.update(agreement=state)
        with pytest.raises(NotPossibleError):
            record_agreement(subject.pk, editor, "On paper", _seen(subject))


def test_asking_all_asks_those_not_asked() -> None:
    """Once each; those who answered are left alone."""
    story = draft_story()
    rows = [SubjectFactory(story=story, agreement=state) for state in Agreement]
    assert ask_all(story.pk, _editor()) == 1
    assert ask_all(story.pk, _editor()) == 0
    assert [mail.to for mail in OutboxMail.objects.all()] == [rows[0].email]
    with pytest.raises(NotPossibleError):
        ask(rows[-1].pk, _editor())


def test_technicians_are_asked_at_their_work_address_and_at_me() -> None:
    """Name and job come from the profile; the link is drawn only while the public sees it."""
    technician = live_technician()
    show(technician, Audience.PUBLIC)
    story = draft_story()
    subject = add_technician(story, _editor(), technician.pk)
    assert (subject.name, subject.email) == (technician.display_name, "")
    assert technician.job_title in subject.role
    with pytest.raises(NotPossibleError):
        add_technician(story, _editor(), technician.pk)
    ask(subject.pk, _editor())
    assert OutboxMail.objects.get().to == technician.email
    assert [need.url for need in needs_me.get("stories.agreement").find(technician.user)] == [
        reverse("me_story", args=[subject.pk])
    ]
    client = Client()
    client.force_login(technician.user)
    assert "Read and answer" in client.get(reverse("me_stories")).content.decode()
    sent = {"do": "agree", "seen": _seen(subject)}
    assert client.post(reverse("me_story", args=[subject.pk]), sent).status_code == 302
    assert Consent.objects.get(user=technician.user, use="story:subject").given
    assert subjects_of(story)[subject.pk].technician_url == technician.get_absolute_url()
    show(technician, Audience.ONLY_ME)
    fresh = StoryPage.objects.get(pk=story.pk)
    assert subjects_of(fresh)[subject.pk].technician_url == ""
    with pytest.raises(NotPossibleError):
        add_technician(draft_story("Another"), _editor(), technician.pk)


def test_an_address_of_theirs_is_theirs() -> None:
    """Somebody who is no technician finds the question at /me/ by a confirmed address, and nobody else does."""
    user, other = UserFactory(), UserFactory(confirmed=False)
    subject = SubjectFactory(email=user.email, agreement=Agreement.ASKED, asked_at=timezone.now())
    SubjectFactory(email=other.email, agreement=Agreement.ASKED, asked_at=timezone.now())
    assert list(Subject.objects.asked_of(user)) == [subject]
    assert not Subject.objects.asked_of(other).exists()
    client = Client()
    client.force_login(other)
    assert client.get(reverse("me_story", args=[subject.pk])).status_code == 404


def test_taking_out_while_the_name_stands_in_the_text() -> None:
    """The gate is not passed by dropping somebody from the list."""
    subject = SubjectFactory(name="Zoë Quill", agreement=Agreement.ASKED)
    save_body(subject.story, ("text", "<p>Then Z<b>oë</b> Quill came.</p>"), title="About Quill’s kiln")
    with pytest.raises(NotPossibleError, match="title, text"):
        take_out(subject.pk, _editor())
    save_body(subject.story, ("text", "<p>Then she came.</p>"), title="About a kiln")
    take_out(subject.pk, _editor())
    assert not Subject.objects.exists()


def test_order() -> None:
    """Up and down, and no further than the ends."""
    story = draft_story()
    first, second = SubjectFactory(story=story, order=0), SubjectFactory(story=story, order=1)
    move_person(second.pk, -1)
    move_person(second.pk, -1)
    assert list(Subject.objects.filter(story=story)) == [second, first]


def test_personal_data() -> None:
    """Told in an export, shown where it is seen, and taken out by erasing."""
    user = UserFactory()
    subject = SubjectFactory(email=user.email, name="Zoë Quill")
    story = publish(save_body(subject.story, ("subject", {"subject": subject.pk, "shows": "all"})))
    entry = personal_data.get("stories")
    assert entry.export(user)["stories about you"][0]["name"] == "Zoë Quill"
    assert entry.shown_where(user) == [(f"The story ‘{story.title}’", story.url)]
    assert entry.erase(user) == 1
    subject.refresh_from_db()
    assert (subject.name, subject.email, subject.agreement) == ("", "", Agreement.WITHDRAWN)
    assert entry.shown_where(user) == []


def test_a_deleted_technician_is_out() -> None:
    """Whoever deletes them."""
    technician = TechnicianFactory()
    subject = SubjectFactory(technician=technician)
    Technician.objects.filter(pk=technician.pk).delete()
    subject.refresh_from_db()
    assert (subject.name, subject.technician, subject.agreement) == ("", None, Agreement.WITHDRAWN)


def test_withdrawn_from_the_link() -> None:
    """One click and a confirmation; a second time there is nothing to take back."""
    subject = SubjectFactory()
    back = reverse("story_agreement_withdraw", args=[subject.secret])
    assert back in Client().get(_link(subject)).content.decode()
    assert Client().get(back).status_code == 200
    assert Client().post(back).status_code == 302
    assert "You took your agreement back" in Client().get(_link(subject)).content.decode()
    assert Client().post(back).status_code == 409
    with pytest.raises(NotPossibleError):
        withdraw(subject.pk)
