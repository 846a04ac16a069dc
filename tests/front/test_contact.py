"""Writing to the university: a message reaches whoever reads its topic, and is not kept."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client, TestCase
from wagtail.models import Site

from portal.core.models import Branding, OutboxMail
from portal.front.models import ContactPage, HomePage
from portal.front.services.page_writing import write_page
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
URL = "/contact/write/"
SENT = {"message": "May we visit?\nWe are thirty.", "name": "Ada Reader", "email": "ada@example.org"}
TOPICS = [
    {"topic": {"label": "A school visit", "reader": "the outreach technicians", "email": "outreach@wexcombe.example"}},
    {"topic": {"label": "Anything else", "reader": "the technician office", "email": ""}},
]


def contact_page(**words: Any) -> ContactPage:
    start = {"type": "front.ContactPage", "slug": "contact", "title": "Contact", "publish": True, "topics": TOPICS}
    page = write_page(HomePage.objects.get(), start | words)
    assert isinstance(page, ContactPage)
    return page


def office_reads_mail() -> None:
    Branding.objects.create(site=Site.objects.get(), contact_email="office@wexcombe.example")


def sent(page: ContactPage, topic: int = 0, **fields: str) -> dict[str, str]:
    return SENT | {"topic": page.topics[topic].id} | fields


def test_the_page_leads_to_the_form_and_shows_no_address() -> None:
    page = contact_page()
    answer = Client().get("/contact/")
    body = answer.content.decode()
    assert f'href="{URL}?about={page.topics[0].id}"' in body
    assert "Read by the outreach technicians" in body
    assert "outreach@" not in body
    assert "Anything else" not in body, "Nobody reads it: neither it nor the office has an address."
    assert not answer.cookies
    office_reads_mail()
    assert "Anything else" in Client().get("/contact/").content.decode()


def test_a_topic_is_chosen_already_where_the_page_named_it(client: Client) -> None:
    office_reads_mail()
    key = contact_page().topics[1].id
    answer = client.get(f"{URL}?about={key}")
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer.context["form"]["topic"].value() == key
    assert "Disallow: /contact/write/" in client.get("/robots.txt").content.decode()


def test_a_message_goes_to_the_reader_of_its_topic_and_is_not_kept(client: Client) -> None:
    page = contact_page(answer_within=4)
    with TestCase.captureOnCommitCallbacks(execute=True):
        body = client.post(URL, sent(page)).content.decode()
    assert "It is read by the outreach technicians." in body
    assert "within 4 working days" in body
    (left,) = mail.outbox
    assert (left.to, left.reply_to) == (["outreach@wexcombe.example"], ["ada@example.org"])
    assert left.subject == "From the website: A school visit"
    assert "Ada Reader (ada@example.org)" in left.body
    assert "May we visit?\nWe are thirty." in left.body
    kept = OutboxMail.objects.get()
    assert (kept.state, kept.body, kept.reply_to) == ("sent", "", "")
    assert "ada" not in " ".join(str(value) for value in vars(kept).values()).lower()


def test_a_topic_without_an_address_goes_to_the_office(client: Client) -> None:
    office_reads_mail()
    client.post(URL, sent(contact_page(), topic=1))
    assert OutboxMail.objects.get().to == "office@wexcombe.example"


def test_where_no_topic_is_named_the_office_reads_everything(client: Client) -> None:
    office_reads_mail()
    contact_page(topics=[])
    assert client.get(URL).context["form"].fields["topic"].initial == "anything"
    assert "the technician office" in client.post(URL, SENT | {"topic": "anything"}).content.decode()


def test_where_nobody_reads_mail_the_page_says_what_to_do_instead(client: Client) -> None:
    assert client.get(URL).status_code == 404
    contact_page(topics=[], otherwise="Knock at the yellow door.")
    body = client.get("/contact/").content.decode()
    assert "Knock at the yellow door." in body
    assert URL not in body
    assert client.get(URL).status_code == 404
    assert client.post(URL, SENT | {"topic": "anything"}).status_code == 404


def test_the_same_message_sent_twice_goes_once(client: Client) -> None:
    page = contact_page()
    for words in ("May we?", "May we?", "May we, please?"):
        client.post(URL, sent(page, message=words))
    assert OutboxMail.objects.count() == 2


def test_somebody_who_is_signed_in_need_not_type_who_they_are(client: Client) -> None:
    contact_page()
    client.force_login(UserFactory(first_name="Idris", last_name="Vale", email="idris@wexcombe.example"))
    page = client.get(URL).content.decode()
    assert 'value="Idris Vale"' in page
    assert 'value="idris@wexcombe.example"' in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"topic": ""}, "Choose what it is about."),
        ({"topic": "somebody@elsewhere.example"}, "Choose one of these."),
        ({"message": " "}, "Write your message."),
        ({"message": "w" * 4001}, "at most 4000 characters"),
        ({"name": ""}, "Say who is asking."),
        ({"name": "n" * 121}, "at most 120 characters"),
        ({"email": "ada"}, "This is no email address."),
        ({"email": "a@b.example\nBcc: c@d.example"}, "This is no email address."),
    ],
)
def test_refuses_what_cannot_be_answered(client: Client, fields: dict[str, str], words: str) -> None:
    office_reads_mail()
    answer = client.post(URL, sent(contact_page()) | fields)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not OutboxMail.objects.exists()


def test_a_name_of_several_lines_adds_no_header(client: Client) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post(URL, sent(contact_page(), name="Ada\r\nBcc: c@d.example"))
    (left,) = mail.outbox
    assert left.recipients() == ["outreach@wexcombe.example"]
    assert set(left.message().keys()) & {"Bcc", "Cc"} == set()


def test_a_program_is_thanked_and_nothing_is_sent(client: Client) -> None:
    page = contact_page()
    assert "on its way" in client.post(URL, sent(page, website="https://example.org")).content.decode()
    assert not OutboxMail.objects.exists()


def test_a_form_without_its_token_is_refused() -> None:
    page = contact_page()
    assert Client(enforce_csrf_checks=True).post(URL, sent(page)).status_code == 403
    assert not OutboxMail.objects.exists()


def test_nobody_writes_without_end(client: Client) -> None:
    page = contact_page()
    statuses = [client.post(URL, sent(page, message=f"Call {n}")).status_code for n in range(11)]
    assert statuses == [200] * 10 + [429]
    assert OutboxMail.objects.count() == 10
