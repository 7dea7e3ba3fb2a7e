from django.urls import path

from verbindlich.office.instance import views

app_name = "instance"
urlpatterns = [
    path("einrichten/", views.setup, name="setup"),
    path("konto/", views.account, name="account"),
    path("einladung/<str:token>/", views.accept, name="accept"),
    path("verwaltung/", views.municipality_list, name="municipality-list"),
    path("verwaltung/kommune/neu/", views.municipality_create, name="municipality-create"),
    path("verwaltung/kommune/<int:pk>/", views.municipality_edit, name="municipality-edit"),
    path("verwaltung/kommune/<int:pk>/einladen/", views.municipality_invite, name="municipality-invite"),
    path("<slug:kommune>/zugaenge/", views.member_list, name="member-list"),
    path("<slug:kommune>/zugaenge/einladen/", views.member_invite, name="member-invite"),
    path("<slug:kommune>/zugaenge/<int:pk>/rolle/", views.member_role, name="member-role"),
    path("<slug:kommune>/zugaenge/<int:pk>/entziehen/", views.member_remove, name="member-remove"),
    path("<slug:kommune>/zugaenge/einladung/<int:pk>/erneut/", views.invitation_resend, name="invitation-resend"),
    path(
        "<slug:kommune>/zugaenge/einladung/<int:pk>/zurueckziehen/",
        views.invitation_withdraw,
        name="invitation-withdraw",
    ),
]
