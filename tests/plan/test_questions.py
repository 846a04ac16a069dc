"""'Ask about this action': the question reaches whom the plan names, and is not kept."""

import pytest
from django.core import mail
from django.test import Client, TestCase
from django.utils import timezone

from plan.models import Action, Plan
from plan.services.questions import NoContactError, ask_about
from portal.core.models import OutboxMail
from tests.factories.people import UserFactory
from tests.factories.plans import ActionFactory, PlanFactory

pytestmark = pytest.mark.django_db
URL = "/plan/2025-2028/v3/ask/"
SENT = {"question": "When does the kiln open?\nAnd for whom?", "name": "Ada Reader", "email": "ada@example.org"}


@pytest.fixture(autouse=True)
def action() -> Action:
    plan = PlanFactory(slug="2025-2028", published_at=timezone.now(), contact_email="plan@wexcombe.example")
    return ActionFactory(plan=plan, code="V3", slug="v3")


def test_the_page_leads_to_it_where_there_is_somebody_to_ask(client: Client, action: Action) -> None:
    assert f'href="{URL}"' in client.get("/plan/2025-2028/v3/").content.decode()
    assert client.get(URL)["X-Robots-Tag"] == "noindex"
    assert "Disallow: /plan/*/ask/" in client.get("/robots.txt").content.decode()
    Plan.objects.filter(pk=action.plan_id).update(contact_email="")
    assert URL not in client.get("/plan/2025-2028/v3/").content.decode()
    assert client.get(URL).status_code == 404
    assert client.post(URL, SENT).status_code == 404


def test_a_question_is_mailed_and_not_kept(client: Client) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = client.post(URL, SENT)
    assert "Your question is on its way" in answer.content.decode()
    (sent,) = mail.outbox
    assert (sent.to, sent.reply_to) == (["plan@wexcombe.example"], ["ada@example.org"])
    assert sent.subject == "A question about action V3"
    for words in ("Ada Reader (ada@example.org)", "When does the kiln open?\nAnd for whom?", "/plan/2025-2028/v3/"):
        assert words in sent.body
    kept = OutboxMail.objects.get()
    assert (kept.state, kept.body, kept.reply_to) == ("sent", "", "")
    assert "ada" not in " ".join(str(value) for value in vars(kept).values()).lower()


def test_the_same_question_sent_twice_goes_once(client: Client) -> None:
    for sent in (SENT, SENT, SENT | {"question": "Another one"}):
        client.post(URL, sent)
    assert OutboxMail.objects.count() == 2


def test_somebody_who_is_signed_in_need_not_type_who_they_are(client: Client) -> None:
    client.force_login(UserFactory(first_name="Idris", last_name="Vale", email="idris@wexcombe.example"))
    page = client.get(URL).content.decode()
    assert 'value="Idris Vale"' in page
    assert 'value="idris@wexcombe.example"' in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"question": " "}, "Write your question."),
        ({"question": "w" * 2001}, "at most 2000 characters"),
        ({"name": ""}, "Say who is asking."),
        ({"email": ""}, "Give an email address, so that you can be answered."),
        ({"email": "ada"}, "This is no email address."),
        ({"email": "a@b.example\nBcc: c@d.example"}, "This is no email address."),
    ],
)
def test_refuses_what_cannot_be_answered(client: Client, fields: dict[str, str], words: str) -> None:
    answer = client.post(URL, SENT | fields)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not OutboxMail.objects.exists()


def test_a_program_is_thanked_and_nothing_is_sent(client: Client) -> None:
    assert "on its way" in client.post(URL, SENT | {"website": "https://example.org"}).content.decode()
    assert not OutboxMail.objects.exists()


def test_nobody_asks_without_end(client: Client) -> None:
    statuses = [client.post(URL, SENT | {"question": f"Why {n}?"}).status_code for n in range(11)]
    assert statuses == [200] * 10 + [429]
    assert OutboxMail.objects.count() == 10


def test_a_plan_without_a_contact_is_refused(action: Action) -> None:
    action.plan.contact_email = ""
    with pytest.raises(NoContactError):
        ask_about(action, name="Ada", email="ada@example.org", question="Why?")
