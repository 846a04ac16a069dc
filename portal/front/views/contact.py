"""Writing to the university: the form of the contact page, at an address of its own."""

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.front.contact_topics import topics_of
from portal.front.forms import MessageForm
from portal.front.models import ContactPage
from portal.front.services.messages import send_message
from profiles.forms.answered import who_asks

NOBODY_READS = "There is no contact page yet, or nobody reads what would be written there."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponseBase:
    """Take a message; programs that fill in every field are thanked, and nothing is sent."""
    page = ContactPage.objects.current()
    topics = topics_of(page, request) if page else []
    if not topics:
        raise Http404(NOBODY_READS)
    initial = {**who_asks(request.user), "topic": request.GET.get("about", "")}
    form = MessageForm(request.POST if request.method == "POST" else None, initial=initial, topics=topics)
    done = form.is_bound and form.is_valid()
    if done and not form.is_from_a_program:
        if not ratelimit.consume(request, action="write_to_us", key=form.chosen.key):
            return ratelimit.respond_429(request)
        sent = {name: form.cleaned_data[name] for name in ("name", "email", "message")}
        send_message(to=form.chosen.email, topic=form.chosen.label, **sent)
    status = 422 if form.is_bound and not done else 200
    context = {"page": page, "form": form, "topic": form.chosen if done else None}
    response = render(request, "front/contact_write.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
