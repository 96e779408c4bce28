"""How forms look: in our own dress, and drawn without a template for every option of a list."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

Widget = Mapping[str, Any]


class HouseRenderer(TemplatesSetting):
    """Every Django form in our own dress: `{{ form }}` and `{{ form.name.as_field_group }}` use our components.

    Django asks a template for each input, option and empty list of errors: hundreds for a form with two lists of
    colleagues. The common ones are put together here as those templates would.
    """

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        draw = DRAWN.get(template_name)
        return draw(context) if draw else super().render(template_name, context, request)


def attributes(attrs: Mapping[str, Any]) -> SafeString:
    """The attributes of an element; True stands for a bare name, False for none at all."""
    parts = (
        format_html(" {}", name) if value is True else format_html(' {}="{}"', name, str(value))
        for name, value in attrs.items()
        if value is not False
    )
    return joined(parts)


def joined(parts: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308 — the parts are escaped already


def select(context: Mapping[str, Any]) -> SafeString:
    widget = context["widget"]
    groups = joined(_options(name, options) for name, options, _index in widget["optgroups"])
    return format_html('<select name="{}"{}>{}\n</select>', widget["name"], attributes(widget["attrs"]), groups)


def _options(group: object, options: Iterable[Widget]) -> SafeString:
    rows = joined(
        format_html('\n<option value="{}"{}>{}</option>', str(one["value"]), attributes(one["attrs"]), one["label"])
        for one in options
    )
    return format_html('\n<optgroup label="{}">{}\n</optgroup>', group, rows) if group else rows


def text_area(context: Mapping[str, Any]) -> SafeString:
    widget = context["widget"]
    value = "" if not widget["value"] else str(widget["value"])
    return format_html('<textarea name="{}"{}>\n{}</textarea>', widget["name"], attributes(widget["attrs"]), value)


def input_of(context: Mapping[str, Any]) -> SafeString:
    return _input(context["widget"])


def _input(widget: Widget) -> SafeString:
    value = "" if widget["value"] is None else format_html(' value="{}"', str(widget["value"]))
    attrs = attributes(widget["attrs"])
    return format_html('<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], value, attrs)


def input_option(context: Mapping[str, Any]) -> SafeString:
    """A radio button or a check box inside its label."""
    return _labelled(context["widget"])


def _labelled(widget: Widget) -> SafeString:
    if not widget.get("wrap_label"):
        return _input(widget)
    target = widget["attrs"].get("id")
    named = format_html(' for="{}"', target) if target else ""
    return format_html("<label{}>{} {}</label>", named, _input(widget), widget["label"])


def choices(context: Mapping[str, Any]) -> SafeString:
    """Radio buttons or check boxes, one under the other."""
    widget = context["widget"]
    outer = {key: widget["attrs"][key] for key in ("id", "class") if widget["attrs"].get(key)}
    groups = joined(_choices(name, options) for name, options, _index in widget["optgroups"])
    return format_html("<div{}>{}\n</div>", attributes(outer), groups)


def _choices(group: object, options: Iterable[Widget]) -> SafeString:
    rows = joined(format_html("<div>\n    {}</div>", _labelled(one)) for one in options)
    return format_html("\n  <div><label>{}</label>{}\n  </div>", group, rows) if group else rows


def error_list(context: Mapping[str, Any]) -> SafeString:
    errors = context["errors"]
    if not errors:
        return SafeString("")
    field = getattr(errors, "field_id", None)
    named = format_html(' id="{}_error"', field) if field else ""
    rows = format_html_join("", "<li>{}</li>", ((error,) for error in errors))
    return format_html('<ul class="{}"{}>{}</ul>', context["error_class"], named, rows)


DRAWN: dict[str, Callable[[Mapping[str, Any]], SafeString]] = {
    "django/forms/widgets/select.html": select,
    "django/forms/widgets/textarea.html": text_area,
    "django/forms/widgets/radio.html": choices,
    "django/forms/widgets/checkbox_select.html": choices,
    "django/forms/widgets/input_option.html": input_option,
    "django/forms/widgets/radio_option.html": input_option,
    "django/forms/widgets/checkbox_option.html": input_option,
    "django/forms/errors/list/default.html": error_list,
    **{
        f"django/forms/widgets/{kind}.html": input_of
        for kind in (
            "input",
            "text",
            "number",
            "email",
            "url",
            "password",
            "hidden",
            "date",
            "datetime",
            "time",
            "checkbox",
            "search",
            "tel",
        )
    },
}
