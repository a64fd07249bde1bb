"""What a proxy in front says of who somebody is (the town's own sign-in: SAML, Kerberos, a card reader), and where the browser is.

Only the proxy's word counts: whose connection it is, not what the request says of that. From anybody else the header is
no more than any other.
"""

from starlette.datastructures import URL
from starlette.requests import Request

from reader.desk.staff.passkeys import Here
from reader.desk.staff.rights import Right, may
from reader.desk.staff.signing import Seated
from reader.library.desk.people import Account
from reader.library.desk.seats import PASSKEY
from reader.settings.addresses import listed
from reader.settings.site import Settings
from reader.web.http.client import is_from
from reader.web.http.hosts import LOOPBACK

_LONGEST_NAME = 64
_USUAL_PORTS = {"http": 80, "https": 443}


def proxied_user(request: Request, settings: Settings) -> str:
    """The name that the trusted proxy gives; '' where there is no such proxy, or it says none."""
    if not settings.desk_user_header or not is_from(request, listed(settings.trusted_proxies)):
        return ""
    return request.headers.get(settings.desk_user_header, "").strip()[:_LONGEST_NAME]


def must_have_second_factor(settings: Settings, account: Account) -> bool:
    """Whether a password alone is not enough: for who approves or looks after people, where the desk can be reached from other
    machines, unless the site says why not (``desk_single_factor``)."""
    is_reachable = bool(settings.public_url) or settings.host.strip("[]") not in LOOPBACK
    return is_reachable and not settings.desk_single_factor.strip() and may(account, Right.APPROVE)


def wants_second_factor(settings: Settings, seated: Seated) -> bool:
    """Whether somebody must set up one-time codes, or come in by a passkey, before anything else."""
    must = must_have_second_factor(settings, seated.account)
    return must and not seated.account.second_factor and seated.seat.way != PASSKEY


def here_of(request: Request, settings: Settings) -> Here:
    """The site as the browser sees it: behind a proxy by its public address."""
    asked = request.url
    if settings.public_url and asked.hostname not in LOOPBACK:
        asked = URL(settings.public_url)
    port = "" if asked.port in (None, _USUAL_PORTS.get(asked.scheme)) else f":{asked.port}"
    host = (asked.hostname or "").lower()
    return Here(host, f"{asked.scheme}://{host}{port}")
