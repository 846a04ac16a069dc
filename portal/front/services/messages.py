"""Messages of visitors: passed on to whoever reads the topic, and not kept."""

import hashlib

from django.utils import timezone

from portal.core.mail import queue_mail


def send_message(*, to: str, topic: str, name: str, email: str, message: str) -> None:
    """Mail a message to whoever reads the topic (`to`), who answers its sender. The same one twice a day goes once.

    Neither the message nor who sent it is kept once the mail has left.
    """
    said = "\n".join([to.lower(), topic, email.lower(), message])
    queue_mail(
        key=f"message:{timezone.localdate()}:{hashlib.sha256(said.encode()).hexdigest()[:32]}",
        to=to,
        reply_to=email,
        subject=f"From the website: {topic}",
        template="front/email/message.txt",
        context={"name": name, "email": email, "topic": topic, "message": message},
        secret=True,
    )
