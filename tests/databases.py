"""The test's own database, for processes that a test starts."""

from urllib.parse import quote

from django.db import connection


def address() -> str:
    """As DATABASE_URL names it."""
    of = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{quote(str(of['NAME']))}"
    who = quote(of["USER"]) + (f":{quote(of['PASSWORD'])}" if of["PASSWORD"] else "")
    return f"postgres://{who}@{of['HOST'] or 'localhost'}:{of['PORT'] or 5432}/{quote(of['NAME'])}"
