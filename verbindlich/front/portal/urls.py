from django.urls import path

from verbindlich.front.portal import views

app_name = "portal"
urlpatterns = [path("", views.home, name="home"), path("gesund/", views.healthy, name="healthy")]
