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
    path("organisationen/<int:pk>/zugang/", views.affiliation_create, name="affiliation-create"),
    path("organisationen/zugang/<int:pk>/entfernen/", views.affiliation_delete, name="affiliation-delete"),
    path("organisationen/<int:pk>/schreibweise/", views.alias_create, name="alias-create"),
    path("organisationen/schreibweise/<int:pk>/entfernen/", views.alias_delete, name="alias-delete"),
    path("kontaktpersonen/", views.person_list, name="person-list"),
    path("kontaktpersonen/neu/", views.person_create, name="person-create"),
    path("kontaktpersonen/<int:pk>/bearbeiten/", views.person_edit, name="person-edit"),
    path("kontaktpersonen/<int:pk>/loeschen/", views.person_delete, name="person-delete"),
]
