from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "verbindlich.front.demo"
    label = "demo"
    verbose_name = "Vorführung"
