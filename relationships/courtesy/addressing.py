"""How one speaks to somebody: surname and rank in Chinese, degree and surname in Latin letters."""

import re

LEADS = ("董事长", "董事長")
CHIEFS = ("总经理", "總經理", "总裁", "總裁", "副总", "副總", "总监", "總監", "总", "總")
ENGINEERS = ("工程师", "工程師", "技师", "技師", "技术员", "技術員", "工")
CHIEF_ENGINEERS = ("总工程师", "總工程師", "总工", "總工")
AS_THEY_STAND = (
    *("经理", "經理", "主任", "主管", "厂长", "廠長", "处长", "處長", "科长", "科長", "部长", "部長", "局长", "局長"),
    *("院长", "院長", "所长", "所長", "校长", "校長", "会长", "會長", "课长", "課長", "组长", "組長", "队长", "隊長"),
    *("行长", "行長", "店长", "店長", "班长", "班長", "站长", "站長", "书记", "書記", "主席", "教授", "博士", "医生"),
    *("醫生", "律师", "律師", "秘书", "秘書", "助理", "顾问", "顧問", "会计", "會計", "老师", "老師"),
)
TEACHERS = {"教师": "老师", "教師": "老師", "讲师": "老师", "講師": "老師"}
DEGREES = (
    (re.compile(r"\bprof(?:essor)?\b", re.IGNORECASE), "Prof."),
    (re.compile(r"\bdr\b|\bph\.?d\b", re.IGNORECASE), "Dr."),
)
HAN = re.compile(r"[\u3400-\u9fff]")
IN_BRACKETS = re.compile(r"[（(][^）)]*[）)]")


def _ranks() -> dict[str, str]:
    ranks = {title: title for title in AS_THEY_STAND} | TEACHERS
    ranks |= {title: title[0] for title in LEADS}
    ranks |= {title: "總" if "總" in title else "总" for title in CHIEFS}
    ranks |= dict.fromkeys(ENGINEERS, "工")
    return ranks | {title: title[:2] for title in CHIEF_ENGINEERS}


RANKS = _ranks()
LONGEST_FIRST = sorted(RANKS, key=lambda title: (-len(title), title))


def called(family_name: str, title: str) -> str:
    """A proposal from surname and title: 王 + 采购部副总经理 → 王总, 李 + 高级工程师 → 李工, Smith + Dr → Dr. Smith.

    Empty when the title says nothing one would speak, or the surname is missing; of several titles the first one that
    does counts. Source: Chinese business usage, deputies addressed as their principals.
    """
    surname = family_name.strip()
    if not surname:
        return ""
    if not HAN.search(surname):
        return next((f"{degree} {surname}" for pattern, degree in DEGREES if pattern.search(title)), "")
    for part in re.split(r"[，,、/;；\s]+", IN_BRACKETS.sub("", title)):
        for rank in LONGEST_FIRST:
            if part.endswith(rank):
                return surname + RANKS[rank]
    return ""
