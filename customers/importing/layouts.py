"""What each kind of file may hold: its fields, how a cell of each is read, and what a row cannot do without."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.importing import cells
from customers.importing.cells import Parser, choice_of, code_of, text_of


@dataclass(frozen=True)
class Field:
    label: Any
    parse: Parser


@dataclass(frozen=True)
class Layout:
    """`needed`: of each group at least one field must be matched to a column, fixed or computed."""

    fields: Mapping[str, Field]
    needed: Sequence[tuple[str, ...]]
    amounts: tuple[str, ...] = ()
    """Fields that may be computed as a product of two columns when no column is matched to them."""


def words(**choices: str) -> dict[str, str]:
    """Folded word → value, for `choice_of`."""
    return {word.casefold(): value for value, listed in choices.items() for word in (value, *listed.split())}


REVENUE_KINDS = words(
    order="订单 訂單 一次性 销售 銷售 sale sales", subscription="订阅 訂閱 续费 續費 年费 年費 recurring"
)
COST_KINDS = words(
    product_cost="product cogs 产品成本 產品成本 销售成本 銷售成本 采购成本 採購成本",
    rebates="rebate 返点 返點 返利",
    variable_selling="selling freight 变动销售费 變動銷售費 运费 運費 样品 樣品 销售费用 銷售費用",
    service_cost="service 专属服务 專屬服務 服务成本 服務成本",
    custom_rd="custom rd r&d 定制研发 定製研發 客製研發 研发 研發",
    retention_cost="retention relationship 维系成本 維繫成本 客户维系 客戶維繫",
    capital_cost="capital 账期资金成本 賬期資金成本 帳期資金成本 资金成本 資金成本",
    write_offs="writeoff write-off write-offs 坏账 壞賬 壞帳 坏账核销 壞帳核銷 核销 核銷",
    recoveries="recovery 收回 坏账收回 壞賬收回 壞帳收回",
    other_risk="risk 其他风险 其他風險 其他风险成本 其他風險成本",
    acquisition="cac 获客成本 獲客成本",
)
SIZES = words(
    micro="微型 0-19 <20 1-19",
    small="小型 20-99",
    medium="中型 100-499",
    large="大型 500-4999",
    giant="特大 特大型 5000+",
)
TIERS = words(S="战略 戰略 strategic", A="伙伴 夥伴 partner", B="价值 價值 value", C="一般 普通 general")
STATUSES = words(
    prospect="潜在 潛在 意向 潜在客户 潛在客戶 lead",
    current="客户 客戶 在册 合作中 active customer",
    lost="流失 已流失 churned inactive",
)
SENIORITIES = words(
    **{
        "1": "staff 员工 員工 职员 職員 专员 專員",
        "2": "supervisor 主管",
        "3": "manager 经理 經理",
        "4": "director 总监 總監",
        "5": "top executive 高管 总经理 總經理 ceo 董事长 董事長 c-level",
    }
)

CUSTOMER = {
    "customer_number": Field(_("customer number"), code_of(80)),
    "uscc": Field(_("unified social credit code"), code_of(40)),
    "customer_name": Field(_("customer"), text_of(200)),
}
ANY_CUSTOMER = ("customer_number", "uscc", "customer_name")

LAYOUTS: dict[str, Layout] = {
    "revenue": Layout(
        fields={
            "booked_on": Field(_("date"), cells.day),
            "document": Field(_("document"), code_of(60)),
            "item": Field(_("item"), code_of(80)),
            "net": Field(_("net amount"), cells.number),
            "gross": Field(_("amount with VAT"), cells.number),
            "quantity": Field(_("quantity"), cells.quantity),
            "unit_price": Field(_("unit price"), cells.number),
            "tax_rate": Field(_("VAT rate"), cells.share),
            "currency": Field(_("currency"), cells.currency),
            "kind": Field(_("kind"), choice_of(REVENUE_KINDS)),
            "description": Field(_("description"), text_of(200)),
            **CUSTOMER,
            "country": Field(_("country or region"), text_of(80)),
        },
        needed=[("booked_on",), ("net", "gross"), ANY_CUSTOMER],
        amounts=("net", "gross"),
    ),
    "costs": Layout(
        fields={
            "booked_on": Field(_("date"), cells.day),
            "kind": Field(_("kind of cost"), choice_of(COST_KINDS)),
            "amount": Field(_("amount"), cells.number),
            "quantity": Field(_("quantity"), cells.quantity),
            "unit_price": Field(_("unit cost"), cells.number),
            "document": Field(_("document"), code_of(60)),
            "currency": Field(_("currency"), cells.currency),
            "description": Field(_("description"), text_of(200)),
            **CUSTOMER,
        },
        needed=[("booked_on",), ("kind",), ("amount",), ANY_CUSTOMER],
        amounts=("amount",),
    ),
    "customers": Layout(
        fields={
            "number": Field(_("customer number"), code_of(80)),
            "uscc": Field(_("unified social credit code"), code_of(40)),
            "name": Field(_("name"), text_of(200)),
            "short_name": Field(_("short name"), text_of(80)),
            "english_name": Field(_("English name"), text_of(200)),
            "parent": Field(_("group parent"), text_of(200)),
            "industry": Field(_("industry"), text_of(80)),
            "region": Field(_("region"), text_of(80)),
            "country": Field(_("country"), text_of(80)),
            "state": Field(_("state or province"), text_of(80)),
            "city": Field(_("city"), text_of(80)),
            "postal_code": Field(_("postal code"), code_of(20)),
            "address": Field(_("address"), text_of(300)),
            "address_2": Field(_("address, second line"), text_of(300)),
            "acquisition_channel": Field(_("acquisition channel"), text_of(80)),
            "size": Field(_("size"), choice_of(SIZES)),
            "tier": Field(_("tier"), choice_of(TIERS)),
            "status": Field(_("status"), choice_of(STATUSES)),
            "owner": Field(_("owner"), text_of(150)),
            "first_deal_on": Field(_("first deal"), cells.day),
            "renewal_on": Field(_("renewal date"), cells.day),
            "website": Field(_("web site"), text_of(200)),
            "tags": Field(_("tags"), text_of(300)),
            "note": Field(_("note"), text_of(5000)),
        },
        needed=[("number", "uscc", "name")],
    ),
    "contacts": Layout(
        fields={
            "number": Field(_("contact number"), code_of(80)),
            **CUSTOMER,
            "family_name": Field(_("surname"), text_of(60)),
            "given_name": Field(_("given name"), text_of(60)),
            "full_name": Field(pgettext_lazy("person", "name"), text_of(120)),
            "department": Field(_("department"), text_of(80)),
            "function": Field(_("department function"), text_of(80)),
            "title": Field(pgettext_lazy("position at work", "title"), text_of(80)),
            "seniority": Field(_("seniority"), choice_of(SENIORITIES)),
            "mobile": Field(_("mobile"), text_of(40)),
            "phone": Field(_("phone"), text_of(40)),
            "mail": Field(_("mail"), cells.mail),
            "wechat": Field(_("WeChat"), text_of(80)),
            "wecom": Field(_("WeCom"), text_of(80)),
            "key_person": Field(_("key person"), cells.yes_no),
            "joined_on": Field(_("joined"), cells.day),
            "left_on": Field(_("left"), cells.day),
            "note": Field(_("note"), text_of(5000)),
        },
        needed=[ANY_CUSTOMER, ("family_name", "full_name")],
    ),
}
