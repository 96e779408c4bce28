from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from office.scopes import Scope
from office.services import api_keys


@pytest.fixture
def called(cast) -> Callable[..., Client]:
    """A client with a key of the colleague, for one day."""

    def by(name: str, scopes=Scope.values) -> Client:
        ends = timezone.now() + timedelta(days=1)
        _key, plain = api_keys.issue(owner=cast[name], label="T", scopes=scopes, expires_at=ends, by=cast[name])
        return Client(headers={"Authorization": f"Bearer {plain}"})

    return by
