from django.urls import path

from verbindlich.front.portal import directory, views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("gesund/", views.healthy, name="healthy"),
    path("oeffentlich/<slug:slug>/akteure/", directory.directory, name="directory"),
    path("oeffentlich/<slug:slug>/akteure/<int:pk>/", directory.organisation, name="organisation"),
    path("<slug:kommune>/akteure/oeffentlich/", directory.publishing, name="publishing"),
    path("<slug:kommune>/akteure/oeffentlich/schalten/", directory.publishing_switch, name="publishing-switch"),
]
