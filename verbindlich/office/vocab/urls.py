from django.urls import path

from verbindlich.office.vocab import views

app_name = "vocab"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("zusammenfuehrung/<int:pk>/zuruecknehmen/", views.merge_undo, name="merge-undo"),
    path("<slug:liste>/", views.word_list, name="word-list"),
    path("<slug:liste>/neu/", views.word_create, name="word-create"),
    path("<slug:liste>/<int:pk>/", views.word_edit, name="word-edit"),
    path("<slug:liste>/<int:pk>/zusammenfuehren/", views.word_merge, name="word-merge"),
    path("<slug:liste>/<int:pk>/loeschen/", views.word_delete, name="word-delete"),
]
