from django.urls import path

from verbindlich.office.files import views

app_name = "files"
urlpatterns = [
    path("dateien/neu/<slug:kind>/<int:pk>/", views.file_create, name="file-create"),
    path("dateien/<int:pk>/", views.file_download, name="file-download"),
    path("dateien/<int:pk>/loeschen/", views.file_delete, name="file-delete"),
]
