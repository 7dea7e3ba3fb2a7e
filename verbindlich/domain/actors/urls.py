from django.urls import path

from verbindlich.domain.actors import views

app_name = "actors"
urlpatterns = [
    path("organisationen/", views.organisation_list, name="organisation-list"),
    path("organisationen/neu/", views.organisation_create, name="organisation-create"),
    path("organisationen/<int:pk>/", views.organisation_detail, name="organisation-detail"),
    path("organisationen/<int:pk>/bearbeiten/", views.organisation_edit, name="organisation-edit"),
    path("organisationen/<int:pk>/loeschen/", views.organisation_delete, name="organisation-delete"),
    path("organisationen/<int:pk>/wiederherstellen/", views.organisation_restore, name="organisation-restore"),
]
