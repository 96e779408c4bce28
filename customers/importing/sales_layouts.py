"""Files of sales: leads, deals, contracts."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.importing import cells
from customers.importing.aliases import CURRENCY
from customers.importing.cells import choice_of, code_of, text_of, whole_of
from customers.importing.layouts import ANY_CUSTOMER, CUSTOMER, Field, Layout, words

LEAD_OUTCOMES = words(
    open="new working 进行中 進行中 跟进中 跟進中 新线索 新線索",
    won="converted 赢单 贏單 成交 已转化 已轉化",
    lost="丢单 丟單 流失 失败 失敗",
    unfit="disqualified 不合适 不合適 无效 無效",
)
DEAL_OUTCOMES = words(
    open="prospecting engaging negotiation proposal qualified 进行中 進行中 跟进中 跟進中",
    won="closedwon 赢单 贏單 成交",
    lost="closedlost 丢单 丟單 失败 失敗",
)
CONTRACT_KINDS = words(
    subscription="saas recurring 订阅 訂閱", frame="framework 框架 框架协议 框架協議", project="项目 項目"
)
RENEWALS = words(
    open="pending 未定 待定",
    renewed="yes 已续约 已續約 续约 續約",
    ended="no churned 已终止 已終止 不续约 不續約 终止 終止",
)
NAME = "company companyname prospect organisation organization 公司 公司名称 公司名稱 企业名称 企業名稱"
NOTE = "note notes remark remarks comment 备注 備註 说明 說明"

LEADS = Layout(
    fields={
        "number": Field(
            _("lead number"), code_of(60), "leadnumber leadid leadno id mqlid 线索编号 線索編號 线索号 線索號"
        ),
        "name": Field(_("company"), text_of(200), NAME + " leadname name 线索名称 線索名稱"),
        "created_on": Field(
            _("came on"),
            cells.day,
            "cameon createdon created createdate date firstcontactdate 进入日期 進入日期 来源日期 來源日期 创建日期 創建日期 建立日期 日期",
        ),
        "channel": Field(
            _("acquisition channel"),
            text_of(80),
            "acquisitionchannel channel leadsource origin source 获客渠道 獲客渠道 獲客管道 渠道 来源 來源",
        ),
        "region": Field(_("region"), text_of(80), "region area 地区 地區 区域 區域"),
        "outcome": Field(_("outcome"), choice_of(LEAD_OUTCOMES), "outcome status stage 结果 結果 状态 狀態 阶段 階段"),
        "closed_on": Field(
            _("closed on"), cells.day, "closedon closedate closed wondate 关闭日期 關閉日期 结束日期 結束日期"
        ),
        "owner": Field(_("owner"), text_of(80), "owner salesagent agent rep 负责人 負責人 销售 銷售 业务员 業務員"),
        "note": Field(_("note"), text_of(2000), NOTE),
        "customer_number": CUSTOMER["customer_number"],
    },
    needed=[("number",), ("name",), ("created_on",)],
)

DEALS = Layout(
    fields={
        "number": Field(
            _("deal number"),
            code_of(60),
            "dealnumber dealid dealno opportunityid opportunitynumber id 商机编号 商機編號 商机号 商機號",
        ),
        "name": Field(
            pgettext_lazy("deal", "about"),
            text_of(200),
            "about dealname opportunity opportunityname product subject 商机内容 商機內容 商机名称 商機名稱 内容 內容 產品 产品",
        ),
        "opened_on": Field(
            _("opened on"),
            cells.day,
            "openedon opened opendate engagedate createdon createdate 开始日期 開始日期 创建日期 創建日期 建立日期",
        ),
        "closed_on": Field(
            _("closed on"), cells.day, "closedon closed closedate 关闭日期 關閉日期 结束日期 結束日期 成交日期"
        ),
        "outcome": Field(
            _("outcome"), choice_of(DEAL_OUTCOMES), "outcome dealstage stage status 结果 結果 阶段 階段 状态 狀態"
        ),
        "amount": Field(
            _("amount without VAT"),
            cells.number,
            "amountwithoutvat amount closevalue value dealvalue 不含税金额 不含稅金額 金额 金額 成交金额 成交金額",
        ),
        "currency": Field(_("currency"), cells.currency, CURRENCY),
        "loss_reason": Field(
            _("why lost"), text_of(200), "whylost lossreason reason 输单原因 輸單原因 丢单原因 丟單原因 原因"
        ),
        **CUSTOMER,
    },
    needed=[ANY_CUSTOMER, ("number",), ("opened_on",)],
    money=("amount",),
)

CONTRACTS = Layout(
    fields={
        "number": Field(
            _("contract number"),
            code_of(60),
            "contractnumber contractid contractno subscriptionid id agreement 合同编号 合同編號 合同号 合約編號 合約號",
        ),
        "kind": Field(
            pgettext_lazy("contract", "kind"),
            choice_of(CONTRACT_KINDS),
            "kind type contracttype 类型 類型 类别 類別 合同类型 合約類型",
        ),
        "starts_on": Field(
            _("starts on"), cells.day, "startson startdate start from 开始日期 開始日期 起始日期 生效日期 起始日"
        ),
        "ends_on": Field(
            _("ends on"), cells.day, "endson enddate end until 结束日期 結束日期 到期日期 到期日 终止日期 終止日期"
        ),
        "fee": Field(
            _("recurring fee without VAT"),
            cells.number,
            "recurringfeewithoutvat fee 周期费用 週期費用 contractvalue arramount 不含税经常性费用 不含稅經常性費用 费用 費用 合同金额 合約金額",
        ),
        "monthly_fee": Field(
            _("fee per month without VAT"),
            cells.number,
            "feepermonthwithoutvat monthlyfee mrr mrramount 每月不含税费用 每月不含稅費用 月费 月費 月经常性收入 月經常性收入",
        ),
        "currency": Field(_("currency"), cells.currency, CURRENCY),
        "months": Field(
            _("months the fee pays for"),
            whole_of(1, 1200),
            "monthsthefeepaysfor months term termmonths 费用对应月数 費用對應月數 月数 月數 期限月数 期限月數",
        ),
        "payment_days": Field(
            _("payment term in days"),
            whole_of(0, 1000),
            "paymenttermindays paymentdays paymentterm 账期天数 賬期天數 帳期天數 账期 賬期 付款天数 付款天數",
        ),
        "renewal": Field(_("renewal"), choice_of(RENEWALS), "renewal renewed 续约 續約 续约结果 續約結果"),
        "ended_on": Field(_("ended early on"), cells.day, "endedearlyon endedon churndate 提前终止日期 提前終止日期"),
        "note": Field(_("note"), text_of(2000), NOTE),
        **CUSTOMER,
    },
    needed=[ANY_CUSTOMER, ("number",), ("starts_on",)],
    money=("fee", "monthly_fee"),
)
