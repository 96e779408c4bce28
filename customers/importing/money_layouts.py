"""Files of receivables, of effort and of the company's own money."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.importing import cells
from customers.importing.aliases import CURRENCY
from customers.importing.cells import choice_of, code_of, text_of, whole_of
from customers.importing.layouts import ANY_CUSTOMER, CUSTOMER, Field, Layout, words

METHODS = words(
    transfer="wire bank banktransfer 银行转账 銀行轉帳 转账 轉帳 电汇 電匯",
    bill="acceptance draft 银行承兑汇票 銀行承兌匯票 承兑汇票 承兌匯票 承兑 承兌 汇票 匯票",
    card="creditcard wallet 银行卡 銀行卡 卡 微信 支付宝 支付寶",
    cash="现金 現金",
    other="其他",
)
EFFORT_KINDS = words(
    service_cost="service 专属服务 專屬服務 服务 服務",
    custom_rd="custom rd r&d 定制研发 定製研發 客製研發 研发 研發",
    retention_cost="retention relationship 维系成本 維繫成本 维系 維繫",
    acquisition="cac 获客成本 獲客成本 获客 獲客",
)
SPEND_KINDS = words(
    media="advertising ads 媒体 媒體 广告 廣告 投放",
    events="event fair fairs 活动 活動 展会 展會 活动与展会 活動與展會",
    agency="代理 代理商 代理费 代理費",
    channel_fee="channel 渠道费 渠道費 渠道费用 管道費用",
    sales="presales 销售 銷售 售前 销售与售前 銷售與售前",
    commission="佣金 提成 首单佣金 首單佣金",
    other="其他",
)
MEASURES = words(
    revenue="sales turnover 营业收入 收入 销售额 營業收入 銷售額 营收 營收",
    net_profit="profit netcustomerprofit 净利润 客户净利润 淨利潤 客戶淨利潤 利润 利潤",
    new_customers="newcustomers acquisitions 新客户 新客户数 新客戶 新客戶數",
    nrr="netrevenueretention 净收入留存 净收入留存率 淨收入留存 淨收入留存率",
    repurchase_1y="repurchase repurchaserate 一年复购率 行业一年复购率 复购率 一年複購率 行業一年複購率 複購率 一年回購率 回購率",
)
DESCRIPTION = "description memo note remark remarks text 摘要 说明 备注 說明 備註"
AMOUNT = "amount total value sum 金额 合计 金額 合計"
ROLE = "role costrole 成本角色 角色"

INVOICES = Layout(
    fields={
        "number": Field(
            _("invoice number"),
            code_of(60),
            "invoicenumber number invoice invoiceno invoiceid document documentno 发票号码 发票号 发票编号 发票 單據號 发票代码 "
            "發票號碼 發票號 發票編號 發票",
        ),
        "issued_on": Field(
            _("issued on"),
            cells.day,
            "issuedon issued issuedate invoicedate date 开票日 开票日期 发票日期 日期 開票日 開票日期 發票日期 开具日期 開具日期",
        ),
        "due_on": Field(
            _("due on"), cells.day, "dueon due duedate payby 到期日 到期日期 应收日期 付款到期日 應收日期 到期"
        ),
        "term_days": Field(
            _("payment term in days"),
            whole_of(0, 1000),
            "paymenttermindays termdays terms paymentterms days 账期天数 账期 信用期 帳期天數 帳期 賬期天數 賬期",
        ),
        "delivered_on": Field(
            _("delivered on"),
            cells.day,
            "deliveredon delivered deliverydate shippeddate 交付日期 交付日 交货日期 验收日期 发货日期 交貨日期 驗收日期 發貨日期",
        ),
        "amount": Field(
            _("amount with VAT"),
            cells.number,
            f"amountwithvat gross grossamount amountinclvat {AMOUNT} 含税金额 价税合计 含稅金額 價稅合計 含税总额",
        ),
        "currency": Field(_("currency"), cells.currency, CURRENCY),
        "disputed": Field(_("disputed"), cells.yes_no, "disputed dispute 有争议 争议 有爭議 爭議"),
        "written_off_on": Field(
            _("written off on"),
            cells.day,
            "writtenoffon writtenoff writeoffdate 核销日期 坏账核销日 核銷日期 壞帳核銷日",
        ),
        "description": Field(_("description"), text_of(200), DESCRIPTION),
        **CUSTOMER,
    },
    needed=[ANY_CUSTOMER, ("number",), ("issued_on",), ("due_on", "term_days"), ("amount",)],
    money=("amount",),
)

PAYMENTS = Layout(
    fields={
        "reference": Field(
            _("payment reference"),
            code_of(60),
            "paymentreference reference payment paymentno paymentid checknumber checkno check receiptno receipt "
            "transactionid 收款流水号 流水号 收款单号 回款单号 支票号 收款流水號 流水號 收款單號 回款單號 支票號",
        ),
        "invoice": Field(
            _("invoice number"),
            code_of(60),
            "invoicenumber invoice invoiceno invoiceid 发票号码 发票号 发票编号 發票號碼 發票號 發票編號",
        ),
        "paid_on": Field(
            _("received on"),
            cells.day,
            "receivedon received paidon paid paymentdate receiptdate date 收款日 收款日期 回款日期 到账日期 付款日期 日期 "
            "回款日 到帳日期",
        ),
        "amount": Field(_("amount"), cells.number, f"{AMOUNT} paymentamount 收款金额 回款金额 收款金額 回款金額"),
        "currency": Field(_("currency"), cells.currency, CURRENCY),
        "method": Field(
            _("way to pay"), choice_of(METHODS), "waytopay method paymentmethod type 付款方式 收款方式 支付方式"
        ),
        "matures_on": Field(
            _("bill matures on"),
            cells.day,
            "billmatureson matureson maturity maturitydate 汇票到期日 票据到期日 匯票到期日 票據到期日",
        ),
        "description": Field(_("description"), text_of(200), DESCRIPTION),
        **CUSTOMER,
    },
    needed=[ANY_CUSTOMER, ("reference",), ("paid_on",), ("amount",)],
    money=("amount",),
)

EFFORT = Layout(
    fields={
        "number": Field(
            _("number"), code_of(60), "number id ticket ticketid document 编号 工单号 單號 編號 工單號 单号"
        ),
        "on": Field(_("date"), cells.day, "date on day workdate 日期 工作日期"),
        "kind": Field(
            pgettext_lazy("effort", "kind"), choice_of(EFFORT_KINDS), "kind type category 类型 类别 種類 類型 類別 种类"
        ),
        "role": Field(_("cost role"), code_of(20), ROLE),
        "minutes": Field(_("minutes"), whole_of(0, 100_000), "minutes mins duration 分钟 分钟数 时长 分鐘 分鐘數 時長"),
        "booked": Field(
            _("booked amount"),
            cells.number,
            f"bookedamount booked cost {AMOUNT} 已入账金额 入账金额 已入帳金額 入帳金額 入賬金額",
        ),
        "description": Field(_("description"), text_of(200), DESCRIPTION),
        **CUSTOMER,
    },
    needed=[ANY_CUSTOMER, ("on",), ("role",), ("minutes", "booked")],
    money=("booked",),
)

INVESTMENTS = Layout(
    fields={
        "number": Field(_("number"), code_of(60), "number id document voucherno 编号 凭证号 編號 憑證號 单号 單號"),
        "on": Field(_("date"), cells.day, "date on day bookedon bookingdate 日期 投入日期 入账日期 入帳日期"),
        "amount": Field(_("amount"), cells.number, f"{AMOUNT} investment invested 投入金额 投入金額 投资金额 投資金額"),
        "currency": Field(_("currency"), cells.currency, CURRENCY),
        "purpose": Field(
            _("what for"),
            text_of(200),
            f"whatfor purpose subject project 用途 投入用途 投入内容 投入內容 {DESCRIPTION}",
        ),
        "decided_by": Field(
            pgettext_lazy("investment", "decided by"),
            text_of(80),
            "decidedby decision approvedby who 决定人 决策人 批准人 決定人 決策人 核准人",
        ),
        **CUSTOMER,
    },
    needed=[ANY_CUSTOMER, ("on",), ("amount",), ("purpose",)],
    money=("amount",),
)

HOURLY_RATES = Layout(
    fields={
        "role": Field(_("cost role"), code_of(20), ROLE),
        "since": Field(_("since"), cells.day, "since from date validfrom 自 从哪天 從哪天 起始日期 生效日期 日期"),
        "hourly": Field(
            _("cost per hour"), cells.number, "costperhour hourly rate hourlyrate amount 每小时成本 小时成本 小时费率 "
            "每小時成本 小時成本 小時費率"
        ),
    },
    needed=[("role",), ("since",), ("hourly",)],
    money=("hourly",),
)  # fmt: skip

SPEND = Layout(
    fields={
        "number": Field(_("number"), code_of(60), "number id document voucherno 编号 凭证号 編號 憑證號"),
        "month": Field(_("month"), cells.day, "month date period 月份 日期 期间 期間"),
        "kind": Field(
            pgettext_lazy("acquisition spend", "kind"),
            choice_of(SPEND_KINDS),
            "kind type category 类型 类别 種類 類型 類別 种类",
        ),
        "channel": Field(
            _("acquisition channel"), text_of(80), "acquisitionchannel channel 获客渠道 渠道 獲客渠道 獲客管道 管道"
        ),
        "region": Field(_("region"), text_of(80), "region area 地区 区域 地區 區域"),
        "amount": Field(_("amount"), cells.number, f"{AMOUNT} cost spend 支出 费用 費用"),
        "currency": Field(_("currency"), cells.currency, CURRENCY),
        "description": Field(_("description"), text_of(200), DESCRIPTION),
    },
    needed=[("month",), ("amount",)],
    money=("amount",),
)

FUNDS = Layout(
    fields={
        "on": Field(_("date"), cells.day, "date on day asof 日期 截止日期 截至日期"),
        "cash": Field(
            _("cash"),
            cells.number,
            "cash cashinhand balance bankbalance 现金 现金余额 货币资金 銀行餘額 银行余额 現金 現金餘額 貨幣資金",
        ),
        "fixed_monthly": Field(
            _("fixed cost per month"),
            cells.number,
            "fixedcostpermonth fixedmonthly fixedcost fixedcosts monthlyfixedcost 每月固定成本 月固定成本 固定成本 每月固定支出 月固定支出",
        ),
        "note": Field(_("note"), text_of(200), DESCRIPTION),
    },
    needed=[("on",), ("cash",), ("fixed_monthly",)],
    money=("cash", "fixed_monthly"),
)

TARGETS = Layout(
    fields={
        "year": Field(_("year"), whole_of(2000, 2100), "year fiscalyear 年 年度 年份"),
        "measure": Field(
            _("measure"), choice_of(MEASURES), "measure target metric kpi 指标 目标 目标项 指標 目標 目標項"
        ),
        "value": Field(_("value"), cells.figure, f"value targetvalue {AMOUNT} 值 目标值 数值 目標值 數值"),
        "note": Field(_("note"), text_of(200), DESCRIPTION),
    },
    needed=[("year",), ("measure",), ("value",)],
)

EXCHANGE_RATES = Layout(
    fields={
        "currency": Field(_("currency"), cells.currency, f"{CURRENCY} 货币名称 币种名称 外币 貨幣名稱 幣別名稱 外幣"),
        "on": Field(
            _("on"), cells.day, "on date day validfrom 日期 生效日期 发布日期 发布时间 發布日期 發布時間 公布日期"
        ),
        "rate": Field(
            _("rate"),
            cells.number,
            "rate exchangerate fxrate middlerate 汇率 中间价 折算价 中行折算价 匯率 中間價 折算價 即期匯率",
        ),
        "units": Field(
            _("units quoted"),
            whole_of(1, 100_000),
            "unitsquoted units unit per quantity 单位 外币单位 报价单位 單位 外幣單位 報價單位",
        ),
        "source": Field(_("source"), text_of(80), "source from provider 来源 來源 出处 出處"),
    },
    needed=[("currency",), ("on",), ("rate",)],
)
