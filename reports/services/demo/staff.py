"""Our own people of the sample company: one login for each role."""

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from office.demo import DOMAIN, PASSWORD
from office.models import RoleGrant, Team, User
from office.roles import Role

# login | Chinese name | English name | role | team
PEOPLE = [
    ("mei", "林知夏", "Lin Zhixia", Role.CSM, "east"),
    ("otto", "欧阳拓", "Ouyang Tuo", Role.CSM, "north"),
    ("qin", "秦望舒", "Qin Wangshu", Role.CSM, "east"),
    ("sun", "孙若谷", "Sun Ruogu", Role.CSM, "north"),
    ("lea", "黎安澜", "Li Anlan", Role.LEAD, "east"),
    ("fay", "方一鸣", "Fang Yiming", Role.FOUNDER, ""),
    ("eve", "何屿", "He Yu", Role.EXECUTIVE, ""),
    ("fin", "范静姝", "Fan Jingshu", Role.FINANCE, ""),
    ("ops", "许嘉禾", "Xu Jiahe", Role.SALES_OPS, ""),
    ("ada", "安达", "An Da", Role.ADMIN, ""),
]
TEAMS = {"east": ("华东组", "East"), "north": ("华北组", "North")}


def hire(language: str) -> dict[str, User]:
    """Teams, people and their roles, by login."""
    english = language == "en"
    teams = {code: Team.objects.create(name=names[english]) for code, names in TEAMS.items()}
    # One hash for all: nobody's secret, and ten slow hashes would hold up the first start.
    password = make_password(PASSWORD)
    staff = {}
    for login, chinese, english_name, role, team in PEOPLE:
        user = User.objects.create(
            username=login,
            email=f"{login}@{DOMAIN}",
            name=english_name if english else chinese,
            language=language,
            team=teams.get(team) if role == Role.CSM else None,
            password=password,
        )
        RoleGrant.objects.create(
            user=user, role=role, team=teams[team] if role == Role.LEAD else None, granted_at=timezone.now()
        )
        staff[login] = user
    return staff
