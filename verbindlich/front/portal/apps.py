from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "verbindlich.front.portal"
    label = "portal"
    verbose_name = "Öffentlich"
