from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions, viewsets
from rest_framework.response import Response

from customers.api.figures import asked_day
from customers.models import Customer
from office import clock
from office.access import sees_people_and_voices
from office.api.authentication import KeyAuthentication, scope_needed
from office.scopes import Scope
from relationships.mapping.plain import plain_map
from relationships.selectors.maps import read_map

CUSTOMER = OpenApiParameter("customer", int, OpenApiParameter.PATH, description="The customer's id.")
AS_OF = OpenApiParameter("as_of", OpenApiTypes.DATE, description="Today without it; else the map as it was that day.")


class MapViewSet(viewsets.ViewSet):
    """The penetration map of a customer: scores, levels of departments, ties computed and judged."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_INTERACTIONS),)

    @extend_schema(operation_id="v1_customers_map", parameters=[CUSTOMER, AS_OF], responses={200: OpenApiTypes.OBJECT})
    def retrieve(self, request, customer):
        """404 for a customer whose people are not yours to see, 400 for a day ahead."""
        day = asked_day(request) or clock.today()
        found = Customer.objects.visible_to(request.user).filter(pk=customer).first()
        if found is None or not sees_people_and_voices(request.user):
            raise exceptions.NotFound
        if day > clock.today():
            raise exceptions.ValidationError({"as_of": ["Maps are of today or earlier."]})
        return Response(plain_map(read_map(found, request.user, day)))
