"""Refusals of the API as problem documents (RFC 9457), and the refusal of parameters nobody knows."""

from collections.abc import Collection
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler

MEDIA_TYPE = "application/problem+json"


class ConflictError(exceptions.APIException):
    """The record changed since it was read, or the verb does not fit its state."""

    status_code = 409
    default_detail = "The record is not in a state that allows this."
    default_code = "conflict"


def problem_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """REST_FRAMEWORK["EXCEPTION_HANDLER"]: {type, title, status, detail, errors?}; None = a fault of ours, a plain 500."""
    response = exception_handler(error, context)
    if response is None:
        return None
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(response.status_code).phrase,
        "status": response.status_code,
    }
    if isinstance(error, exceptions.ValidationError):
        body["detail"] = "Some values cannot be used."
        body["errors"] = _by_field(error.detail)
    elif isinstance(error, Http404 | exceptions.NotFound):
        body["detail"] = "This does not exist, or is not yours to see."
    elif isinstance(error, PermissionDenied):
        body["detail"] = "This is not yours to do."
    else:
        body["detail"] = str(getattr(error, "detail", ""))
    response.data = body
    response.content_type = MEDIA_TYPE
    return response


def refuse_unknown_parameters(request: Request, known: Collection[str]) -> None:
    """400 for a query parameter that is not known here, or given twice: never "all rows" because of a typing error."""
    faults = {name: ["Unknown parameter."] for name in request.query_params if name not in known}
    faults |= {
        name: ["Given more than once."]
        for name in request.query_params
        if name in known and len(request.query_params.getlist(name)) > 1
    }
    if faults:
        raise exceptions.ValidationError(faults)


def refuse_unknown_fields(body: object, known: Collection[str]) -> None:
    """400 for a key in the body that is not known here (a known one that is not yours to set is 403 instead)."""
    if not isinstance(body, dict):
        raise exceptions.ValidationError({api_settings.NON_FIELD_ERRORS_KEY: ["An object is expected."]})
    faults = {str(name): ["Unknown field."] for name in body if name not in known}
    if faults:
        raise exceptions.ValidationError(faults)


def _by_field(detail: Any) -> dict[str, Any]:
    return detail if isinstance(detail, dict) else {api_settings.NON_FIELD_ERRORS_KEY: detail}
