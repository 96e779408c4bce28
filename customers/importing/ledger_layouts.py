"""Files of the ledger: revenue and costs."""

from django.utils.translation import gettext_lazy as _

from customers.importing import cells
from customers.importing.aliases import COUNTRY, CURRENCY, DATE, DESCRIPTION, DOCUMENT, ITEM
from customers.importing.cells import choice_of, code_of, text_of
from customers.importing.layouts import ANY_CUSTOMER, CUSTOMER, Field, Layout, words

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

REVENUE = Layout(
    fields={
        "booked_on": Field(_("date"), cells.day, DATE),
        "document": Field(_("document"), code_of(60), DOCUMENT),
        "item": Field(_("item"), code_of(80), ITEM),
        "net": Field(
            _("net amount"),
            cells.number,
            "net netamount amount linetotal total sales revenue value netsales turnover 金额 不含税金额 净额 销售额 "
            "收入 未税金额 金額 不含稅金額 淨額 銷售額 收入 未稅金額 合计 合計",
        ),
        "gross": Field(
            _("amount with VAT"),
            cells.number,
            "gross grossamount amountinclvat amountwithvat amountincludingvat totalinclvat 含税金额 价税合计 "
            "含税销售额 开票金额 含稅金額 價稅合計 含稅銷售額 開票金額",
        ),
        "discount": Field(
            _("discount given"),
            cells.number,
            "discountgiven discount rebate 已给折扣 折扣 折扣额 折让 已給折扣 折扣額 折讓",
        ),
        "quantity": Field(
            _("quantity"),
            cells.quantity,
            "quantity qty quantityordered units pieces 数量 销售数量 件数 數量 銷售數量 件數",
        ),
        "unit_price": Field(
            _("unit price"),
            cells.number,
            "unitprice price priceeach netprice salesprice 单价 不含税单价 价格 销售单价 單價 不含稅單價 價格 銷售單價",
        ),
        "tax_rate": Field(_("VAT rate"), cells.share, "taxrate vatrate vat tax 税率 增值税率 稅率 增值稅率"),
        "currency": Field(_("currency"), cells.currency, CURRENCY),
        "kind": Field(
            _("kind"),
            choice_of(REVENUE_KINDS),
            "kind type linetype revenuetype 类型 收入类型 業務類型 类别 類型 收入類型 業務类型 類別 业务类型",
        ),
        "description": Field(_("description"), text_of(200), DESCRIPTION),
        **CUSTOMER,
        "country": Field(_("country or region"), text_of(80), COUNTRY),
    },
    needed=[ANY_CUSTOMER, ("booked_on",), ("net", "gross")],
    amounts=("net", "gross"),
    money=("discount",),
    used_up=("net", "gross", "unit_price"),
)

COSTS = Layout(
    fields={
        "booked_on": Field(_("date"), cells.day, DATE + " month period 月份 期间 會計期間 期間 会计期间"),
        "kind": Field(
            _("kind of cost"),
            choice_of(COST_KINDS),
            "kind costkind kindofcost costtype type category 成本类型 成本类别 费用类型 费用类别 类型 类别 科目 成本種類 成本類型 "
            "成本類別 費用類型 費用類別 類型 類別 成本种类",
        ),
        "amount": Field(
            _("amount"),
            cells.number,
            "amount cost costs total value 金额 成本 费用 成本金额 费用金额 金額 費用 成本金額 費用金額",
        ),
        "quantity": Field(_("quantity"), cells.quantity, "quantity qty quantityordered 数量 數量"),
        "unit_price": Field(
            _("unit cost"),
            cells.number,
            "unitcost buyprice costprice unitprice price 单位成本 成本单价 单价 單位成本 成本單價 單價",
        ),
        "document": Field(_("document"), code_of(60), DOCUMENT),
        "currency": Field(_("currency"), cells.currency, CURRENCY),
        "description": Field(_("description"), text_of(200), DESCRIPTION + ITEM),
        **CUSTOMER,
    },
    needed=[ANY_CUSTOMER, ("booked_on",), ("kind",), ("amount",)],
    amounts=("amount",),
    money=("amount",),
    used_up=("unit_price",),
)
