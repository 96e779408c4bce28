"""What is drawn without a template looks as Django's own templates make it."""

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorList
from django.test.html import parse_html

from config.forms import DRAWN, HouseRenderer

NASTY = "<b>&\"'</b>"
CHOICES = [("", "—"), (1, "one"), (NASTY, NASTY), ("group & co", [(2, "two"), (3, NASTY)])]


class Sample(forms.Form):
    text = forms.CharField(label="text", max_length=9)
    number = forms.IntegerField(min_value=1)
    email = forms.EmailField()
    url = forms.URLField(assume_scheme="https")
    secret = forms.CharField(widget=forms.PasswordInput)
    hidden = forms.CharField(widget=forms.HiddenInput)
    day = forms.DateField()
    moment = forms.DateTimeField(required=False)
    time = forms.TimeField()
    yes = forms.BooleanField(required=False)
    long = forms.CharField(widget=forms.Textarea(attrs={"rows": 3, "data-draft": True, "data-none": False}))
    one = forms.ChoiceField(choices=CHOICES)
    many = forms.MultipleChoiceField(choices=CHOICES)
    radio = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect(attrs={"class": NASTY}))
    boxes = forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple)


def both(form_class, data=None):
    drawn = form_class(data, renderer=HouseRenderer())
    made = form_class(data, renderer=TemplatesSetting())
    return drawn, made


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        {"text": NASTY, "number": "x", "yes": "on", "long": f"\n{NASTY}", "one": NASTY, "radio": "1"},
        {"many": [1, NASTY], "boxes": [2, NASTY], "hidden": NASTY, "day": "2026-11-27", "moment": "nonsense"},
    ],
)
@pytest.mark.parametrize("name", Sample.base_fields)
def test_a_field_is_drawn_as_its_template_makes_it(name, data):
    drawn, made = both(Sample, data)
    assert parse_html(str(drawn[name])) == parse_html(str(made[name]))
    assert parse_html(str(drawn[name].errors)) == parse_html(str(made[name].errors))


@pytest.mark.parametrize("name", ["radio", "boxes"])
def test_a_single_button_too(name):
    drawn, made = both(Sample)
    for ours, theirs in zip(drawn[name].subwidgets, made[name].subwidgets, strict=True):
        assert parse_html(ours.tag()) == parse_html(theirs.tag())


def test_lines_that_were_typed_keep_their_breaks():
    drawn, made = both(Sample, {"long": "\n\na\n b"})
    assert str(drawn["long"]) == str(made["long"])


def test_an_error_never_becomes_markup():
    errors = ErrorList([NASTY], renderer=HouseRenderer())
    assert "<b>" not in str(errors)


def test_every_template_that_is_drawn_exists_in_django():
    for template in DRAWN:
        TemplatesSetting().get_template(template)
