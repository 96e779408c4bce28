"""Files of what two houses told each other: promises, volumes, contacts ahead, points of control."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.importing import cells
from customers.importing.aliases import CURRENCY
from customers.importing.cells import choice_of, code_of, text_of, whole_of
from customers.importing.layouts import ANY_CUSTOMER, CUSTOMER, Field, Layout, words
from relationships.importing.moments import clock

NUMBER = "number no id externalid 编号 編號 单号 單號 编码 編碼"
OWNER = "owner csm accountmanager 负责人 負責人 客户经理 客戶經理"

PROMISES = Layout(
    fields={
        "number": Field(_("number"), code_of(60), NUMBER),
        "text": Field(
            pgettext_lazy("promise", "what was promised"),
            text_of(300),
            "whatwaspromised promise text commitment 承诺内容 承諾內容 承诺 承諾 承诺事项 承諾事項",
        ),
        "contact": Field(
            pgettext_lazy("promise", "to whom"),
            text_of(120),
            "towhom contact contactname promisedto 对谁承诺 對誰承諾 承诺对象 承諾對象 联系人 聯絡人 向谁 向誰 向谁承诺 向誰承諾",
        ),
        "owner": Field(
            pgettext_lazy("promise", "who keeps it"),
            text_of(150),
            "whokeepsit 谁来兑现 誰來兌現 由谁兑现 由誰兌現 兑现人 兌現人 " + OWNER,
        ),
        "due_on": Field(
            pgettext_lazy("promise", "by when"),
            cells.day,
            "bywhen due dueon duedate deadline 承诺期限 承諾期限 期限 截止日期 到期日 何时前 何時前",
        ),
        "said_on": Field(
            pgettext_lazy("promise", "promised on"),
            cells.day,
            "promisedon saidon promised date 承诺日期 承諾日期 承诺日 承諾日 日期",
        ),
        "kept_on": Field(
            pgettext_lazy("promise", "kept on"),
            cells.day,
            "kepton kept done doneon 兑现日期 兌現日期 兑现日 兌現日 完成日期",
        ),
        "note": Field(
            pgettext_lazy("promise", "what came of it"),
            text_of(300),
            "whatcameofit note notes result outcome remark 结果 結果 备注 備註 结果说明 結果說明",
        ),
        **CUSTOMER,
    },
    needed=[ANY_CUSTOMER, ("text",), ("contact",), ("due_on",)],
)

VOLUMES = Layout(
    fields={
        "number": Field(_("number"), code_of(60), NUMBER + " agreementno 协议编号 協議編號"),
        "name": Field(
            pgettext_lazy("agreement", "name"),
            text_of(120),
            "name agreement title 名称 名稱 协议名称 協議名稱 协议 協議",
        ),
        "valid_from": Field(
            pgettext_lazy("agreement", "from"),
            cells.day,
            "from validfrom start startson 起 自 起始日 开始日期 開始日期 生效日期",
        ),
        "valid_until": Field(
            pgettext_lazy("agreement", "until"),
            cells.day,
            "until validuntil end endson 止 至 截止日 结束日期 結束日期 到期日",
        ),
        "yearly_amount": Field(
            _("amount a year without VAT"),
            cells.number,
            "amountayearwithoutvat amount yearlyamount annualamount 年金额 年金額 年度金额 年度金額 每年不含税金额 每年不含稅金額 每年未稅金額 约定金额 約定金額",
        ),
        "currency": Field(_("currency"), cells.currency, CURRENCY),
        "yearly_quantity": Field(
            _("quantity a year"),
            cells.quantity,
            "quantityayear quantity yearlyquantity annualquantity 年数量 年數量 年度数量 年度數量 每年数量 每年數量 约定数量 約定數量",
        ),
        "unit": Field(_("unit"), text_of(20), "unit uom 单位 單位 计量单位 計量單位"),
        "product": Field(_("product"), text_of(80), "product productcode item 产品 產品 产品编码 產品編碼"),
        "note": Field(_("note"), text_of(300), "note notes remark remarks 备注 備註 说明 說明"),
        **CUSTOMER,
    },
    needed=[ANY_CUSTOMER, ("name",), ("valid_from",), ("yearly_amount", "yearly_quantity")],
    money=("yearly_amount",),
)

CONTACT_KINDS = words(
    call="phone video 电话 電話 视频 視頻 視訊 电话或视频 電話或視訊",
    im="wecom wechat chat 微信 企业微信 企業微信 企微 企业微信或微信 企業微信或微信",
    visit="拜访 拜訪 上门 上門 走访 走訪",
    meeting="会议 會議 开会 開會",
    mail="email e-mail 邮件 郵件",
    tech_exchange="technical 技术交流 技術交流",
    training="workshop 培训 培訓 訓練 研讨 研討 培训或研讨 訓練或研討",
    exec_visit="executive 高层拜访 高層拜訪 高层互访 高層互訪",
    planning="参与规划 參與規劃 规划 規劃 参与客户规划 參與客戶規劃",
    joint_marketing="marketing 联合营销 聯合行銷 联合推广 聯合推廣 联合市场活动 聯合行銷活動",
    greeting="节日问候 節日問候 问候 問候",
) | {
    "phone call": "call",
    "video call": "call",
    "site visit": "visit",
    "technical exchange": "tech_exchange",
    "executive visit": "exec_visit",
    "joint marketing": "joint_marketing",
    "festive greeting": "greeting",
}

PLANNED = Layout(
    fields={
        "number": Field(_("number"), code_of(60), NUMBER),
        "kind": Field(
            pgettext_lazy("interaction", "kind"),
            choice_of(CONTACT_KINDS),
            "kind type 方式 类型 類型 形式 接触方式 接觸方式",
        ),
        "on": Field(_("date"), cells.day, "day on date planneddate 日期 日 计划日期 計劃日期 拜访日期 拜訪日期"),
        "time": Field(_("time"), clock, "time at starttime 时间 時間 开始时间 開始時間 几点 幾點"),
        "minutes": Field(_("minutes"), whole_of(1, 1440), "minutes duration 分钟 分鐘 时长 時長"),
        "place": Field(_("place"), text_of(200), "place location where 地点 地點 地址"),
        "purpose": Field(
            _("what for"), text_of(300), "whatfor purpose subject topic 用途 事由 目的 主题 主題 为什么 為什麼"
        ),
        "contacts": Field(
            _("people to meet"),
            text_of(500),
            "peopletomeet contacts contact participants attendees 见面的人 見面的人 联系人 聯絡人 对方人员 對方人員 要见的人 要見的人 拜访对象 拜訪對象",
        ),
        "owner": Field(
            pgettext_lazy("planned contact", "who leads"), text_of(150), "wholeads 带队人 帶隊人 牵头人 牽頭人 " + OWNER
        ),
        **CUSTOMER,
    },
    needed=[ANY_CUSTOMER, ("kind",), ("on",), ("purpose",)],
)

POINT_KINDS = words(
    standard="patent 标准 標準 专利 專利 标准或专利 標準或專利",
    chain="valuechain 价值链 價值鏈 管理价值链 管理價值鏈",
    position="dominant 主导地位 主導地位 优势地位 優勢地位",
    relationship="ownership 客户关系 客戶關係 掌握客户关系 掌握客戶關係",
    brand="copyright 品牌 版权 版權 品牌或版权 品牌或版權",
    lead="twoyears 领先两年 領先兩年 研发领先两年 研發領先兩年",
    small_lead="oneyear 领先一年 領先一年 研发领先一年 研發領先一年",
    cost="costadvantage 成本优势 成本優勢",
    commodity="平价 平價 同质 同質 无差异 無差異",
    behind="成本劣势 成本劣勢 落后 落後",
)

CONTROL_POINTS = Layout(
    fields={
        "number": Field(_("number"), code_of(60), NUMBER),
        "kind": Field(
            pgettext_lazy("control point", "kind"),
            choice_of(POINT_KINDS),
            "kind type controlpoint 类型 類型 种类 種類 控制点 控制點 战略控制点 戰略控制點",
        ),
        "index": Field(_("index"), whole_of(1, 10), "index strength score 指数 指數 强度 強度 得分"),
        "evidence": Field(_("evidence"), text_of(300), "evidence proof 依据 依據 证据 證據"),
        "since": Field(
            _("since"), cells.day, "since start from 从哪天 從哪天 自 始于 始於 起始日期 开始日期 開始日期 开始 開始"
        ),
        "erodes_by": Field(
            _("erodes by"),
            cells.day,
            "erodesby until erodes 预计失效日 預計失效日 失效日期 消失日期 消退日期 何时消退 何時消退 预计失效 預計失效",
        ),
        **CUSTOMER,
    },
    needed=[ANY_CUSTOMER, ("kind",), ("index",), ("evidence",), ("since",)],
)
