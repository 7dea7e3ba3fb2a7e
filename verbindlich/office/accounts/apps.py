from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "verbindlich.office.accounts"
    label = "accounts"
    verbose_name = "Konten und Kommunen"
