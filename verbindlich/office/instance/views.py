from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from verbindlich.base.common.lock import StaleSave, conflict
from verbindlich.base.common.slots import NavItem
from verbindlich.office.accounts.models import Invitation, Membership, Municipality, Role, User
from verbindlich.office.accounts.tenancy import TenantRequest, roles
from verbindlich.office.instance import access, actions, mails
from verbindlich.office.instance.forms import (
    InvitationForm,
    MunicipalityForm,
    NameForm,
    PasswordFields,
    RoleForm,
    SetupForm,
)

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def settings_nav(request: TenantRequest) -> Iterator[NavItem]:
    if request.membership.steers:
        yield NavItem(
            gettext_lazy("Zugänge"), reverse("instance:member-list", args=[request.municipality.slug]), "instance"
        )


@sensitive_post_parameters("password", "code")
def setup(request: HttpRequest) -> HttpResponse:
    """First run: makes the first administrator of a real installation; gone as soon as there is an account."""
    if not actions.setup_open():
        raise Http404
    form = SetupForm(request.POST or None, initial={"code": request.GET.get("code", "")})
    if form.is_valid():
        try:
            user = actions.create_first_admin(**form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            login(request, user, backend=BACKEND)
            return redirect("instance:municipality-create")
    return render(request, "instance/setup.html", {"form": form})


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """The person's own page: name, password, second factor."""
    form = NameForm(request.POST or None, instance=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Gespeichert."))
        return redirect("instance:account")
    return render(
        request, "instance/account.html", {"form": form, "memberships": Membership.objects.held_by(request.user)}
    )


@sensitive_post_parameters("password")
def accept(request: HttpRequest, token: str) -> HttpResponse:
    invitation = actions.invitation_for(token)
    if invitation is None:
        return render(request, "instance/accept_closed.html", status=404)
    owner = User.objects.filter(email__iexact=invitation.email).first()
    if owner:
        return _accept_with_account(request, invitation, owner)
    form = PasswordFields(request.POST or None, initial={"name": invitation.name})
    if form.is_valid():
        try:
            user = actions.accept(invitation=invitation, **form.cleaned_data)
        except ValidationError:
            return render(request, "instance/accept_closed.html", status=404)
        login(request, user, backend=BACKEND)
        return redirect("portal:home")
    return render(request, "instance/accept.html", {"form": form, "invitation": invitation})


def _accept_with_account(request: HttpRequest, invitation: Invitation, owner: User) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if request.user != owner:
        return render(request, "instance/accept_closed.html", status=404)
    if request.method == "POST":
        with suppress(ValidationError):  # a second click of the same person: they are in
            actions.accept(invitation=invitation, user=owner)
        return redirect("portal:home")
    return render(request, "instance/accept.html", {"invitation": invitation})


@access.instance_admin
def municipality_list(request: HttpRequest) -> HttpResponse:
    return render(request, "instance/municipality_list.html", {"municipalities": Municipality.objects.order_by("name")})


@access.instance_admin
def municipality_create(request: HttpRequest) -> HttpResponse:
    return _municipality_form(request, Municipality())


@access.instance_admin
def municipality_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _municipality_form(request, access.municipality_for(pk))


def _municipality_form(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    form = MunicipalityForm(request.POST or None, instance=municipality)
    if form.is_valid():
        try:
            version = form.version if municipality.pk else None
            saved = actions.save_municipality(user=request.user, municipality=form.save(commit=False), version=version)  # type: ignore[arg-type]
        except StaleSave as stale:
            return conflict(request, form, stale.current, request.path)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("%(name)s ist gespeichert.") % {"name": saved.name})
            return (
                redirect("instance:municipality-invite", saved.pk)
                if not municipality.memberships.exists()
                else redirect("instance:municipality-list")
            )
    return render(request, "instance/municipality_form.html", {"form": form, "object": municipality})


@access.instance_admin
def municipality_invite(request: HttpRequest, pk: int) -> HttpResponse:
    """The administration invites the first Steuerung; from then on the municipality invites its own people."""
    municipality = access.municipality_for(pk)
    if municipality.memberships.filter(role=Role.STEUERUNG, user__is_active=True).exists():
        messages.error(
            request, _("%(name)s hat eine Steuerung und lädt ihre Leute selbst ein.") % {"name": municipality.name}
        )
        return redirect("instance:municipality-list")
    form = InvitationForm(request.POST or None, initial={"role": Role.STEUERUNG})
    if _invited(request, form, municipality):
        return redirect("instance:municipality-list")
    return render(request, "instance/invite.html", {"form": form, "object": municipality})


def _invited(request: HttpRequest, form: Form, municipality: Municipality) -> bool:
    if not form.is_valid():
        return False
    try:
        invitation = actions.invite(by=request.user, municipality=municipality, **form.cleaned_data)  # type: ignore[arg-type]
    except ValidationError as error:
        form.add_error(None, error)
        return False
    _send(request, invitation)
    return True


def _send(request: HttpRequest, invitation: Invitation) -> None:
    try:
        mails.send_invitation(invitation)
    except OSError:
        messages.warning(
            request,
            _(
                "Die Einladung ist gespeichert, aber die Mail ging nicht hinaus. Versuchen Sie es später mit „Erneut senden“."
            ),
        )
    else:
        messages.success(request, _("Einladung an %(email)s gesendet.") % {"email": invitation.email})


@roles(Role.STEUERUNG)
def member_list(request: TenantRequest) -> HttpResponse:
    members = Membership.objects.of(request.municipality).select_related("user").order_by("user__name")
    pending = Invitation.objects.filter(municipality=request.municipality, accepted_at=None).order_by("name")
    return render(request, "instance/member_list.html", {"members": members, "pending": pending, "roles": Role.choices})


@roles(Role.STEUERUNG)
def member_invite(request: TenantRequest) -> HttpResponse:
    form = InvitationForm(request.POST or None)
    if _invited(request, form, request.municipality):
        return redirect("instance:member-list", request.municipality.slug)
    return render(request, "instance/invite.html", {"form": form, "object": request.municipality})


@require_POST
@roles(Role.STEUERUNG)
def member_role(request: TenantRequest, pk: int) -> HttpResponse:
    membership, form = access.membership_for(request, pk), RoleForm(request.POST)
    if form.is_valid():
        _tell(
            request,
            lambda: actions.change_role(membership=membership, role=form.cleaned_data["role"]),
            _("Rolle geändert."),
        )
    return redirect("instance:member-list", request.municipality.slug)


@roles(Role.STEUERUNG)
def member_remove(request: TenantRequest, pk: int) -> HttpResponse:
    membership = access.membership_for(request, pk)
    if request.method != "POST":
        return render(request, "instance/member_remove.html", {"object": membership})
    _tell(request, lambda: actions.remove_member(membership=membership), _("Zugang entzogen."))
    return (
        redirect("instance:member-list", request.municipality.slug)
        if membership.user != request.user
        else redirect("portal:home")
    )


def _tell(request: HttpRequest, act: Callable[[], None], done: str) -> None:
    try:
        act()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done)


@require_POST
@roles(Role.STEUERUNG)
def invitation_resend(request: TenantRequest, pk: int) -> HttpResponse:
    old = access.invitation_of(request, pk)
    try:
        fresh = actions.invite(
            by=request.user, municipality=request.municipality, email=old.email, name=old.name, role=old.role
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        _send(request, fresh)
    return redirect("instance:member-list", request.municipality.slug)


@require_POST
@roles(Role.STEUERUNG)
def invitation_withdraw(request: TenantRequest, pk: int) -> HttpResponse:
    access.invitation_of(request, pk).delete()
    messages.success(request, _("Einladung zurückgezogen. Der Link in der Mail gilt nicht mehr."))
    return redirect("instance:member-list", request.municipality.slug)
