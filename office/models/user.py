from typing import Any, Self, cast

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from office import permissions
from office.models.team import Team
from office.models.versioned import Versioned
from office.roles import Role

SYSTEM_USERNAME = "system"


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: "User") -> Self:
        """Colleagues see each other, those who left included: their names stand in old records."""
        return self if user.is_active else self.none()

    def active(self) -> Self:
        return self.filter(is_active=True)

    def people(self) -> Self:
        """Everybody but the system user."""
        return self.exclude(username=SYSTEM_USERNAME)

    def holding(self, *roles: Role) -> Self:
        return self.filter(pk__in=RoleGrant.objects.filter(role__in=roles).values("user_id"))


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(
        self, username: str, password: str | None = None, *, roles: tuple[Role, ...] = (), **fields: Any
    ) -> "User":
        """A colleague who can sign in; without a password nobody can use the account yet."""
        email = self.normalize_email(fields.pop("email", "") or "")
        user = cast("User", self.model(username=username, email=email, **fields))
        user.set_password(password)
        user.save(using=self._db)
        for role in roles:
            RoleGrant.objects.create(user=user, role=role, team=user.team if role == Role.LEAD else None)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(username, password, roles=(Role.ADMIN,), **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Who types `Fay` means `fay`."""
        return cast("User", self.alias(lower_name=Lower("username")).get(lower_name=(username or "").lower()))

    def system(self) -> "User":
        """The inactive user in whose name schedules and commands act; made when the database is migrated."""
        user, _created = self.get_or_create(
            username=SYSTEM_USERNAME, defaults={"name": "Zhike", "is_active": False, "password": "!"}
        )
        return cast("User", user)


class User(Versioned, AbstractBaseUser):
    """One of our people. Rights come from role grants alone: there are no groups and no per-user permissions."""

    class Theme(models.TextChoices):
        AUTO = "auto", _("As the device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    username = models.CharField(
        _("user name"),
        max_length=150,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("Somebody has this user name already.")},
    )
    email = models.EmailField(_("mail address"), blank=True)
    name = models.CharField(_("name"), max_length=80, blank=True, help_text=_("Surname first."))
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, blank=True, help_text=_("Empty: the company's.")
    )
    theme = models.CharField(_("theme"), max_length=5, choices=Theme.choices, default=Theme.AUTO)
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="members", verbose_name=_("team")
    )
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Switch off instead of deleting: the name stays in old records.")
    )
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["username"]
        verbose_name = _("colleague")
        verbose_name_plural = _("colleagues")
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="user_name_unique_in_any_case",
                violation_error_message=_("Somebody has this user name already."),
            ),
            models.UniqueConstraint(
                Lower("email"),
                name="user_mail_unique_when_set",
                condition=~models.Q(email=""),
                violation_error_message=_("Somebody has this mail address already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    @cached_property
    def _grants(self) -> tuple[tuple[Role, int | None], ...]:
        if self._state.adding:
            return ()
        rows = RoleGrant.objects.filter(user_id=self.pk).values_list("role", "team_id")
        return tuple((Role(role), team_id) for role, team_id in rows)

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles held now; read once per instance, so a request sees one answer and the next one the new one."""
        return frozenset(role for role, _team in self._grants)

    def has_role(self, *roles: Role | str) -> bool:
        """Whether the user holds at least one of `roles`."""
        return not self.roles.isdisjoint(Role(role) for role in roles)

    @property
    def led_team_ids(self) -> frozenset[int]:
        return frozenset(team_id for role, team_id in self._grants if role == Role.LEAD and team_id is not None)

    def forget_roles(self) -> None:
        """Read the grants again at the next question; for code that has just changed them."""
        self.__dict__.pop("_grants", None)
        self.__dict__.pop("roles", None)

    # Django's admin asks these five questions; the answers come from roles.

    @property
    def is_superuser(self) -> bool:
        return self.is_active and Role.ADMIN in self.roles

    @property
    def is_staff(self) -> bool:
        return self.is_active and not self.roles.isdisjoint(permissions.ENTER_ADMIN)

    def has_perm(self, perm: str, obj: object | None = None) -> bool:
        """Whether a role allows the action on the model at all; which rows is the business of `visible_to`."""
        return self.is_active and permissions.allows(self.roles, perm)

    def has_perms(self, perm_list: list[str], obj: object | None = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and permissions.touches(self.roles, app_label)

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def visible_to(self, user: User) -> Self:
        """Everyone their own; administrators all."""
        if user.is_superuser:
            return self
        return self.filter(user=user) if user.is_active else self.none()


class RoleGrant(models.Model):
    user = models.ForeignKey(User, models.PROTECT, related_name="grants", verbose_name=_("colleague"))
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="lead_grants", verbose_name=_("leads team")
    )
    granted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("granted by")
    )
    granted_at = models.DateTimeField(_("granted at"), default=timezone.now)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        ordering = ["user_id", "role", "pk"]
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"], name="role_granted_once", condition=models.Q(team__isnull=True)
            ),
            models.UniqueConstraint(
                fields=["user", "role", "team"], name="lead_granted_once", condition=models.Q(team__isnull=False)
            ),
            models.CheckConstraint(
                condition=models.Q(role=Role.LEAD, team__isnull=False)
                | (~models.Q(role=Role.LEAD) & models.Q(team__isnull=True)),
                name="only_a_lead_has_a_team",
                violation_error_message=_("A team lead needs a team, and only a team lead has one here."),
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="role_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.team}" if self.team_id else str(self.get_role_display())
