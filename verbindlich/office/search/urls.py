from django.urls import path

from verbindlich.office.search import views

app_name = "search"
urlpatterns = [path("suche/", views.results, name="results")]
