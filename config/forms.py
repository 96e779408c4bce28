from django.forms.renderers import TemplatesSetting


class HouseRenderer(TemplatesSetting):
    """Every Django form in our own dress: `{{ form }}` and `{{ form.name.as_field_group }}` use our components."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
