from django.urls import path

from verbindlich.domain.assessment import views

app_name = "assessment"
urlpatterns = [
    path("konzepte/", views.concepts, name="concepts"),
    path("konzepte/pruefen/", views.check, name="check"),
]
