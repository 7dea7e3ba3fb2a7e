"""Paths are German, names English. What stands under /<kommune>/ belongs to one municipality (accounts/tenancy.py)."""

from django.urls import include, path

from verbindlich.base.common import errors

urlpatterns = [
    path("", include("verbindlich.front.portal.urls")),
    path("", include("verbindlich.base.common.urls")),
    path("", include("verbindlich.office.instance.urls")),
    path("vergleich/", include("verbindlich.domain.assessment.urls")),
    path("konto/", include("allauth.account.urls")),
    path("konto/zwei-faktor/", include("allauth.mfa.urls")),
    path("<slug:kommune>/einstellungen/listen/", include("verbindlich.office.vocab.urls")),
    path("<slug:kommune>/", include("verbindlich.office.search.urls")),
    path("<slug:kommune>/", include("verbindlich.office.files.urls")),
    path("<slug:kommune>/", include("verbindlich.domain.concepts.urls")),
    path("<slug:kommune>/", include("verbindlich.domain.actors.urls")),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.not_found
handler500 = errors.server_error
