from datetime import date

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions, viewsets
from rest_framework.response import Response

from customers.figures import company
from customers.figures.reading import FutureDayError, read
from customers.figures.registry import UnknownFigureError, every, find
from customers.models import Customer
from customers.presenters.figures import as_plain
from office import access as office_access
from office.api.authentication import KeyAuthentication, scope_needed
from office.api.problems import refuse_unknown_parameters
from office.scopes import Scope

CUSTOMER = OpenApiParameter("customer", int, OpenApiParameter.PATH, description="The customer's id.")
AS_OF = OpenApiParameter(
    "as_of", OpenApiTypes.DATE, description="Today without it; else the value kept on that day or the last before it."
)

AHEAD = {"as_of": ["Figures are of today or earlier."]}


def asked_day(request):
    """The day of `?as_of=`; None stands for today."""
    refuse_unknown_parameters(request, ("as_of",))
    day = request.query_params.get("as_of")
    try:
        return date.fromisoformat(day) if day is not None else None
    except ValueError as error:
        raise exceptions.ValidationError({"as_of": ["A day such as 2026-10-31 is expected."]}) from error


class FigureViewSet(viewsets.ViewSet):
    """Figures of a customer with everything behind them, as the key's owner may see them."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_REVENUE),)

    @extend_schema(operation_id="v1_figures_list", parameters=[CUSTOMER, AS_OF], responses={200: OpenApiTypes.OBJECT})
    def list(self, request, customer):
        """Every figure of the customer that the key's owner may see."""
        customer, day = self._asked(request, customer)
        seen = [each for each in every().values() if each.may_see(request.user, customer)]
        return Response({"results": [self._told(each, customer, day) for each in seen]})

    @extend_schema(
        parameters=[OpenApiParameter("name", str, OpenApiParameter.PATH), CUSTOMER, AS_OF],
        responses={200: OpenApiTypes.OBJECT},
    )
    def retrieve(self, request, customer, name):
        """One figure. 400 for a name nobody declared, 404 for a figure or a customer that is not yours to see."""
        try:
            definition = find(name)
        except UnknownFigureError as error:
            raise exceptions.ValidationError({"name": ["There is no figure of this name."]}) from error
        customer, day = self._asked(request, customer)
        if not definition.may_see(request.user, customer):
            raise exceptions.NotFound
        return Response(self._told(definition, customer, day))

    def _asked(self, request, customer):
        day = asked_day(request)
        return get_object_or_404(Customer.objects.visible_to(request.user), pk=customer), day

    def _told(self, definition, customer, day):
        try:
            reading = read(definition, customer, self.request.user, day)
        except FutureDayError as error:
            raise exceptions.ValidationError(AHEAD) from error
        return as_plain(definition, reading, customer, self.request.user, asked=day)


class CompanyFigureViewSet(viewsets.ViewSet):
    """Figures over the customer base, for those who see margins; a lead's are those of the own teams' customers."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_REVENUE),)

    def check_permissions(self, request):
        """Whoever sees no margins learns of no such figure."""
        super().check_permissions(request)
        if not office_access.sees_margins(request.user):
            raise exceptions.NotFound

    @extend_schema(operation_id="v1_company_figures_list", parameters=[AS_OF], responses={200: OpenApiTypes.OBJECT})
    def list(self, request):
        """Every figure of the base, a page of the portfolio each; its tiles are asked for by name."""
        day = asked_day(request)
        return Response({"results": [self._told(name, day) for name in company.names()]})

    @extend_schema(
        operation_id="v1_company_figures_retrieve",
        parameters=[OpenApiParameter("name", str, OpenApiParameter.PATH), AS_OF],
        responses={200: OpenApiTypes.OBJECT},
    )
    def retrieve(self, request, name):
        """One figure of the base, or one tile of the portfolio. 404 for a name nobody registered, or not yours to see."""
        return Response(self._told(name, asked_day(request)))

    def _told(self, name, day):
        try:
            if not company.may_see(name, self.request.user):
                raise exceptions.NotFound
            return company.told(name, self.request.user, day)
        except UnknownFigureError as error:
            raise exceptions.NotFound from error
        except FutureDayError as error:
            raise exceptions.ValidationError(AHEAD) from error
