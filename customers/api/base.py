"""What every list of the API shares: rights first, known parameters only, pages cut by keyset.

A list answers `{"results": […], "next": cursor | null, "previous": cursor | null}`. Parameters: the list's filters,
`sort` (one of its orders, `-` in front turns it), `cursor`, `limit` (1–200). Anything else is a 400.
"""

from typing import Any, ClassVar

from django.utils import timezone
from rest_framework import exceptions, mixins, serializers, viewsets
from rest_framework.filters import BaseFilterBackend
from rest_framework.pagination import BasePagination
from rest_framework.response import Response

from customers.paging import Order, Page, page
from office.api.problems import refuse_unknown_fields, refuse_unknown_parameters

LIMIT, MOST = 50, 200
PAGE_PARAMETERS = ("sort", "cursor", "limit")


class FilterBackend(BaseFilterBackend):
    """The same filter set as the page's, strict: a value it does not understand is a 400, never "all rows"."""

    def filter_queryset(self, request, queryset, view):
        if view.filterset_class is None:
            return queryset
        filterset = view.filterset_class(request.query_params, queryset, user=request.user, today=timezone.localdate())
        refuse_unknown_parameters(request, {*filterset.filters, *PAGE_PARAMETERS})
        if not filterset.is_valid():
            raise exceptions.ValidationError(dict(filterset.errors))
        return filterset.qs

    def get_schema_operation_parameters(self, view):
        if view.filterset_class is None:
            return []
        return [
            {"name": name, "in": "query", "required": False, "schema": {"type": "string"}}
            for name in view.filterset_class.get_filters()
        ]


class KeysetPagination(BasePagination):
    """Pages that cost the same wherever they lie."""

    found: Page

    def paginate_queryset(self, queryset, request, view=None):
        asked = request.query_params
        self.found = page(
            queryset, _order(view.orders, asked.get("sort")), cursor=asked.get("cursor", ""), size=_limit(asked)
        )
        if self.found.cursor_was_bad:
            raise exceptions.ValidationError({"cursor": ["This cursor does not belong to this list."]})
        return list(self.found.rows)

    def get_paginated_response(self, data):
        return Response({"results": data, "next": self.found.next, "previous": self.found.previous})

    def get_paginated_response_schema(self, schema):
        cursor = {"type": "string", "nullable": True}
        return {
            "type": "object",
            "required": ["results", "next", "previous"],
            "properties": {"results": schema, "next": cursor, "previous": cursor},
        }

    def get_schema_operation_parameters(self, view):
        names = [name for order in view.orders for name in (order.key, f"-{order.key}")]
        return [
            {"name": "sort", "in": "query", "required": False, "schema": {"type": "string", "enum": names}},
            {"name": "cursor", "in": "query", "required": False, "schema": {"type": "string"}},
            {
                "name": "limit",
                "in": "query",
                "required": False,
                "schema": {"type": "integer", "minimum": 1, "maximum": MOST, "default": LIMIT},
            },
        ]


class ReadViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """A list and its rows; `get_queryset` starts from `visible_to(request.user)`."""

    filterset_class: ClassVar[Any] = None
    orders: ClassVar[tuple[Order, ...]] = ()
    filter_backends = (FilterBackend,)
    pagination_class = KeysetPagination

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        known = self.known_parameters() if self.action == "list" else ()
        refuse_unknown_parameters(request, known)

    @classmethod
    def known_parameters(cls):
        filters = cls.filterset_class.get_filters() if cls.filterset_class else ()
        return {*filters, *PAGE_PARAMETERS}

    def filter_queryset(self, queryset):
        return super().filter_queryset(queryset) if self.action == "list" else queryset


class StrictSerializer(serializers.Serializer):
    """A body to act on: keys nobody knows are a 400, keys that only Zhike sets are a 403."""

    refused: ClassVar[frozenset[str]] = frozenset()

    def to_internal_value(self, data):
        if isinstance(data, dict) and self.refused & data.keys():
            raise exceptions.PermissionDenied
        refuse_unknown_fields(data, self.fields.keys())
        return super().to_internal_value(data)


class VisibleField(serializers.PrimaryKeyRelatedField):
    """The id of a row that exists for the caller; every other id is "not found" on this field (T2)."""

    default_error_messages = {"does_not_exist": "Not found.", "incorrect_type": "An id is expected."}

    def __init__(self, model, **options):
        self.model = model
        super().__init__(queryset=model.objects.none(), **options)

    def get_queryset(self):
        return self.model.objects.visible_to(self.context["request"].user)


def idempotency_key(request) -> str:
    """The caller's `Idempotency-Key`: a write sent twice with one key is done once. At most 64 characters."""
    key = request.headers.get("Idempotency-Key", "").strip()
    if len(key) > 64 or not key.isprintable():
        raise exceptions.ValidationError({"Idempotency-Key": ["At most 64 printable characters."]})
    return key


def _order(orders, asked):
    if asked is None:
        return orders[0]
    for order in orders:
        if asked == order.key:
            return order
        if asked == f"-{order.key}":
            return order.reversed()
    raise exceptions.ValidationError({"sort": ["This list cannot be sorted so."]})


def _limit(asked):
    try:
        limit = int(asked.get("limit", LIMIT))
    except ValueError:
        limit = 0
    if not 1 <= limit <= MOST:
        raise exceptions.ValidationError({"limit": [f"A number from 1 to {MOST}."]})
    return limit
