"""`Authorization: Bearer zk_…`: who calls, and what the key allows."""

from typing import ClassVar

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from office.models import ApiKey, User
from office.scopes import Scope
from office.services import api_keys

# One answer for unknown, expired, revoked keys and for owners who left: a guesser learns nothing.
REFUSAL = "This API key is not valid."


class KeyAuthentication(BaseAuthentication):
    """Sets `request.user` to the key's owner and `request.auth` to the key."""

    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != b"bearer":
            return None
        try:
            (_bearer, plain) = (word.decode("ascii") for word in words)
        except (ValueError, UnicodeDecodeError):
            raise AuthenticationFailed(REFUSAL) from None
        key = api_keys.find(plain)
        if key is None:
            raise AuthenticationFailed(REFUSAL)
        return key.owner, key

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="Zhike"'


class KeyScheme(OpenApiAuthenticationExtension):
    target_class = KeyAuthentication
    name = "apiKey"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "An API key issued on the page of your keys."}


class HasScope(BasePermission):
    """Base of `scope_needed(…)`; without its own scope it lets nobody in."""

    safe: ClassVar[Scope | None] = None
    unsafe: ClassVar[Scope | None] = None

    def has_permission(self, request: Request, view: APIView) -> bool:
        needed = self.safe if request.method in {"GET", "HEAD", "OPTIONS"} else self.unsafe
        key = request.auth
        if not isinstance(key, ApiKey) or needed is None or needed not in key.scopes:
            self.message = f"This key lacks the scope {needed}." if needed else "This cannot be done with a key."
            return False
        return bool(request.user.roles)


def scope_needed(read: Scope | None = None, write: Scope | None = None) -> type[HasScope]:
    """`permission_classes = [scope_needed(Scope.READ_CUSTOMERS)]`; what has no scope is not allowed at all."""
    return type("HasScope", (HasScope,), {"safe": read, "unsafe": write})
