from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "verbindlich.base.common"
    label = "common"
