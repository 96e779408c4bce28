"""The two-sided review as a page and on paper, its dialogs, and whose review is due."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.access import require
from customers.errors import CustomersError
from customers.views.dialogs import Dialog
from customers.views.requests import posted, visible_people
from office.access import sees_people_and_voices
from office.clock import today
from office.printing import page_or_paper
from office.requests import StaffRequest, staff_page
from relationships.agreeing.review import review_page
from relationships.forms import VoidForm
from relationships.forms.agreements import ReviewForm, SignForm
from relationships.models import JointReview
from relationships.selectors.joint_reviews import missing_reviews
from relationships.services import joint_reviews

FORM_METHODS = ["GET", "HEAD", "POST"]
PAGE = 50


@require_safe
@staff_page
def missing(request: StaffRequest) -> HttpResponse:
    """Customers whose last review is older than a year, strategic ones than a quarter."""
    if not sees_people_and_voices(request.user):
        raise PermissionDenied
    every = request.GET.get("view") == "all"
    rows = missing_reviews(request.user, today(), mine=not every).select_related("owner")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "relationships/reviews/missing.html", {"page": page, "every": every})


@require_safe
@staff_page
def review(request: StaffRequest, pk: int) -> HttpResponse:
    found = _review(request, pk)
    context = review_page(found, request.user)
    return page_or_paper(
        request,
        "relationships/reviews/review.html",
        context,
        name=f"{found.customer.name} {found.held_on:%Y-%m-%d}",
        listing="relationships.joint_review",
        review=found.pk,
    )


@require_http_methods(FORM_METHODS)
@staff_page
def hold(request: StaffRequest, pk: int) -> HttpResponse:
    customer = visible_people(request, pk)
    require(joint_reviews.may_write(customer, request.user))
    form = ReviewForm(posted(request), user=request.user, customer=customer)
    dialog = Dialog(_("Two-sided review"), reverse("relationships:agreements-tab", args=[pk]), customer)

    def save() -> None:
        cleaned = form.cleaned_data
        step = joint_reviews.Step(cleaned["next_text"], cleaned["next_owner"], cleaned["next_due"])
        joint_reviews.hold(
            customer,
            theirs=list(cleaned["theirs"]),
            ours=list(cleaned["ours"]),
            step=step,
            by=request.user,
            **form.values,
        )

    return dialog.answer(request, form, save)


@require_http_methods(FORM_METHODS)
@staff_page
def change(request: StaffRequest, pk: int) -> HttpResponse:
    found = _changeable(request, pk)
    form = ReviewForm(posted(request), user=request.user, customer=found.customer, record=found)
    dialog = Dialog(_("Two-sided review"), found.get_absolute_url(), found.customer)

    def save() -> None:
        cleaned = form.cleaned_data
        people = {"theirs": list(cleaned["theirs"]), "ours": list(cleaned["ours"])}
        joint_reviews.change(found, changes=form.values, version=cleaned["version"], by=request.user, **people)

    return dialog.answer(request, form, save)


@require_http_methods(FORM_METHODS)
@staff_page
def sign(request: StaffRequest, pk: int) -> HttpResponse:
    found = _changeable(request, pk)
    form = SignForm(posted(request), user=request.user, review=found)
    about = _("Once both have signed, nothing in it changes any more.")
    dialog = Dialog(_("Both sides have signed"), found.get_absolute_url(), found.customer, about=about)
    return dialog.answer(request, form, lambda: joint_reviews.sign(found, by=request.user, **form.cleaned_data))


@require_http_methods(FORM_METHODS)
@staff_page
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    found = _changeable(request, pk)
    form = VoidForm(posted(request))
    dialog = Dialog(_("Take the review back"), found.get_absolute_url(), found.customer)
    return dialog.answer(request, form, lambda: joint_reviews.withdraw(found, by=request.user, **form.cleaned_data))


@require_POST
@staff_page
def restore(request: StaffRequest, pk: int) -> HttpResponse:
    found = _changeable(request, pk)
    try:
        joint_reviews.restore(found, by=request.user)
    except CustomersError as error:
        messages.error(request, str(error.message))
    return redirect(found)


def _review(request: StaffRequest, pk: int) -> JointReview:
    rows = JointReview.objects.visible_to(request.user).select_related(
        "customer__team", "next_step__owner", "signed_by_us", "signed_by_them__person", "created_by"
    )
    found: JointReview = get_object_or_404(rows, pk=pk)
    return found


def _changeable(request: StaffRequest, pk: int) -> JointReview:
    found = _review(request, pk)
    require(joint_reviews.may_write(found.customer, request.user))
    return found
