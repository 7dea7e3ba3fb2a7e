from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "verbindlich.office.trail"
    label = "trail"
    verbose_name = "Verlauf"
