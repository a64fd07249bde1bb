"""The town's own sign-in: a proxy in front (SAML, Kerberos, a card reader) says in a header who somebody is.

Only the proxy's word counts: whose connection it is, not what the request says of that. From anybody else the header is
no more than any other.
"""

from starlette.requests import Request

from reader.desk.staff.rights import Right, may
from reader.library.desk.people import Account
from reader.settings.addresses import listed
from reader.settings.site import Settings
from reader.web.http.client import is_from
from reader.web.http.hosts import LOOPBACK

_LONGEST_NAME = 64


def proxied_user(request: Request, settings: Settings) -> str:
    """The name that the trusted proxy gives; '' where there is no such proxy, or it says none."""
    if not settings.desk_user_header or not is_from(request, listed(settings.trusted_proxies)):
        return ""
    return request.headers.get(settings.desk_user_header, "").strip()[:_LONGEST_NAME]


def wants_second_factor(settings: Settings, account: Account) -> bool:
    """Whether somebody must have one-time codes and has none: who approves or looks after people, where the desk can be
    reached from other machines, unless the site says why not (``desk_single_factor``)."""
    is_reachable = bool(settings.public_url) or settings.host.strip("[]") not in LOOPBACK
    must = is_reachable and not settings.desk_single_factor.strip() and may(account, Right.APPROVE)
    return must and not account.second_factor
