from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "verbindlich.domain.assessment"
    label = "assessment"
    verbose_name = "Standortbestimmung"
