"""From where a request comes. A forwarding header counts only as far as proxies of our own wrote it."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address of the browser; behind TRUSTED_PROXY_COUNT proxies, what the outermost of them saw.

    Whatever the client itself writes into X-Forwarded-For stands further left and is never believed.
    """
    proxies: int = settings.TRUSTED_PROXY_COUNT
    direct = str(request.META.get("REMOTE_ADDR", ""))
    forwarded = [part.strip() for part in str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")]
    if proxies and len(forwarded) >= proxies and _is_address(forwarded[-proxies]):
        return forwarded[-proxies]
    return direct


def network_of(address: str) -> str:
    """What is counted as one place: the address itself, or the /64 that a household gets for IPv6."""
    if not _is_address(address):
        return address
    parsed = ip_address(address)
    return str(ip_network(f"{parsed}/64", strict=False)) if isinstance(parsed, IPv6Address) else str(parsed)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
