"""Django's forms in KERN's markup: templates in templates/common/forms and templates/django/forms/widgets."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class KernRenderer(TemplatesSetting):
    form_template_name = "common/forms/form.html"
    field_template_name = "common/forms/field.html"
