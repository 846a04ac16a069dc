"""Questions of readers about actions: passed on to whom the plan names, and not kept."""

import hashlib

from django.utils import timezone

from plan.models import Action
from portal.core.mail import queue_mail


class NoContactError(Exception):
    """The plan names nobody to whom questions are sent."""


def ask_about(action: Action, *, name: str, email: str, question: str) -> None:
    """Mail a question to the plan's contact, who answers whoever asked. The same one twice a day is sent once.

    Raises NoContactError. Neither the question nor who asked it is kept once the mail has left.
    """
    contact = action.plan.contact_email
    if not contact:
        raise NoContactError
    said = "\n".join([email.lower(), question])
    queue_mail(
        key=f"question:{action.pk}:{timezone.localdate()}:{hashlib.sha256(said.encode()).hexdigest()[:16]}",
        to=contact,
        reply_to=email,
        subject=f"A question about action {action.code}",
        template="plan/email/question.txt",
        context={
            "name": name,
            "email": email,
            "question": question,
            "action": action,
            "path": action.get_absolute_url(),
        },
        secret=True,
    )
