"""allauth's pages, in the site's own look: signing in and up, codes, the second factor."""

from tests.outputs.output import Kind, Output, Statuses, at, everybody, signed_in
from tests.outputs.viewers import ADMINS, Viewer


def _signed_out_only() -> Statuses:
    """Give the page to visitors; who is signed in is sent on."""
    return dict.fromkeys(Viewer, 302) | {Viewer.VISITOR: 200}


def _door(*allowed: Viewer) -> Statuses:
    """Lead visitors to the log-in and those who may on; tell the others that it is not for them."""
    return dict.fromkeys(Viewer, 403) | dict.fromkeys((Viewer.VISITOR, *allowed), 302)


def _page(name: str, address: str, statuses: Statuses, kind: Kind = Kind.PAGE) -> Output:
    return Output(f"account: {name}", address, kind, at(f"/{address}"), statuses)


ACCOUNTS: tuple[Output, ...] = (
    _page("sign in", "account/login/", _signed_out_only()),
    _page("sign up", "account/signup/", _signed_out_only()),
    _page("sign in by code", "account/login/code/", _signed_out_only()),
    _page("enter the code", "account/login/code/confirm/", everybody(302), Kind.REDIRECT),
    _page("sign out", "account/logout/", signed_in()),
    _page("inactive", "account/inactive/", everybody()),
    _page("confirm it is you", "account/reauthenticate/", signed_in()),
    _page("addresses", "account/email/", signed_in()),
    _page("confirm the address", "account/confirm-email/", everybody(302), Kind.REDIRECT),
    _page("change the password", "account/password/change/", signed_in()),
    _page("set a password", "account/password/set/", everybody(302), Kind.REDIRECT),
    _page("forgotten password", "account/password/reset/", everybody()),
    _page("forgotten password: sent", "account/password/reset/done/", everybody()),
    _page("forgotten password: enter the code", "account/password/reset/confirm/", everybody(302), Kind.REDIRECT),
    _page("forgotten password: choose another", "account/password/reset/complete/", everybody(302), Kind.REDIRECT),
    _page("second factor", "account/2fa/", signed_in()),
    _page("second factor: enter", "account/2fa/authenticate/", everybody(302), Kind.REDIRECT),
    _page("second factor: confirm", "account/2fa/reauthenticate/", everybody(302), Kind.REDIRECT),
    _page("second factor: add", "account/2fa/totp/activate/", signed_in()),
    _page("second factor: remove", "account/2fa/totp/deactivate/", signed_in(404)),
    _page("recovery codes", "account/2fa/recovery-codes/", signed_in(404)),
    _page("recovery codes: make", "account/2fa/recovery-codes/generate/", signed_in()),
    _page("recovery codes: download", "account/2fa/recovery-codes/download/", signed_in(404)),
    *(
        Output(f"door of the Wagtail admin: {path}", path, Kind.PAGE, at(f"/{path}"), _door(*ADMINS))
        for path in ("admin/login/", "admin/login")
    ),
    *(
        Output(f"door of Django's admin: {path}", path, Kind.PAGE, at(f"/{path}"), _door(Viewer.SUPERUSER))
        for path in ("django-admin/login/", "django-admin/login")
    ),
    *(
        Output(f"door of private pages: {path}", path, Kind.REDIRECT, at(f"/{path}"), everybody(302))
        for path in ("_util/login/", "_util/login")
    ),
)
