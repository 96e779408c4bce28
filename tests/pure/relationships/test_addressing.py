"""How one speaks to somebody: proposed from surname and title."""

import pytest

from relationships.courtesy.addressing import called


@pytest.mark.parametrize(
    ("surname", "title", "form"),
    [
        ("王", "总经理", "王总"),
        ("王", "采购部副总经理", "王总"),
        ("周", "生产副总", "周总"),
        ("陈", "董事长", "陈董"),
        ("陈", "董事长兼总经理", "陈总"),
        ("陈", "董事长、总经理", "陈董"),
        ("李", "高级工程师", "李工"),
        ("李", "总工程师", "李总工"),
        ("赵", "采购经理", "赵经理"),
        ("钱", "设备科主任", "钱主任"),
        ("孙", "副厂长", "孙厂长"),
        ("吴", "教师", "吴老师"),
        ("欧阳", "采购部部长（代）", "欧阳部长"),
        ("林", "總經理", "林總"),
        ("林", "廠長", "林廠長"),
        ("Smith", "Dr., Head of R&D", "Dr. Smith"),
        ("Smith", "Professor of Physics", "Prof. Smith"),
        ("Smith", "Buyer", ""),
        ("王", "采购员", ""),
        ("王", "", ""),
        ("", "总经理", ""),
    ],
)
def test_the_proposal_follows_the_title(surname: str, title: str, form: str) -> None:
    assert called(surname, title) == form
