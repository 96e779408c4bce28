"""Files of readings: which goal or which measure of use, of which period, which value."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.importing import cells
from customers.importing.cells import choice_of, code_of, text_of, whole_of
from customers.importing.layouts import ANY_CUSTOMER, CUSTOMER, Field, Layout, words
from relationships.importing.moments import moment

READINGS = Layout(
    fields={
        "kpi": Field(_("KPI code"), code_of(60), "kpicode kpi indicator 指标代码 指標代碼 指标 指標"),
        "period_end": Field(
            _("end of the period"),
            cells.day,
            "endoftheperiod periodend date readon 周期截止日 週期截止日 截止日期 日期 读数日期 讀數日期",
        ),
        "value": Field(_("value"), cells.number, "value reading 数值 數值 读数 讀數 值"),
        "evidence": Field(_("evidence"), text_of(300), "evidence proof 依据 依據 证据 證據"),
        **CUSTOMER,
    },
    needed=[ANY_CUSTOMER, ("kpi",), ("period_end",), ("value",)],
)

GOALS = Layout(
    fields={
        "kpi": Field(
            _("outcome KPI"),
            text_of(120),
            "outcomekpi kpi kpicode indicator 业务成果指标 業務成果指標 成果指标 成果指標 指标代码 指標代碼 指标 指標",
        ),
        "baseline": Field(_("baseline"), cells.quantity, "baseline 基线 基線 基准 基準 起点值 起點值"),
        "baseline_on": Field(
            _("baseline measured on"),
            cells.day,
            "baselinemeasuredon baselineon baselinedate 基线测量日 基線測量日 基线日期 基線日期",
        ),
        "baseline_source": Field(
            _("source of the baseline"), text_of(200), "sourceofthebaseline baselinesource 基线来源 基線來源"
        ),
        "target": Field(_("target"), cells.quantity, "target goal 目标值 目標值 目标 目標"),
        "lo": Field(_("range from"), cells.quantity, "rangefrom lo low min 区间下限 區間下限 下限"),
        "hi": Field(_("range to"), cells.quantity, "rangeto hi high max 区间上限 區間上限 上限"),
        "start": Field(_("start"), cells.day, "start starton startdate from 开始日 開始日 开始日期 開始日期 起始日"),
        "due": Field(
            pgettext_lazy("goal", "due"), cells.day, "due dueon duedate until deadline 到期日 截止日期 截止日 期限"
        ),
        "weight": Field(_("weight"), whole_of(1, 100), "weight 权重 權重"),
        "owner": Field(
            _("our owner"),
            text_of(150),
            "ourowner owner csm accountmanager 我方负责人 我方負責人 负责人 負責人 客户经理 客戶經理",
        ),
        "their_owner": Field(
            _("their owner"),
            text_of(120),
            "theirowner contact contactname 对方负责人 對方負責人 客户方负责人 客戶方負責人 联系人 聯絡人",
        ),
        **CUSTOMER,
    },
    needed=[ANY_CUSTOMER, ("kpi",), ("target", "lo"), ("start",), ("due",)],
)

USAGE = Layout(
    fields={
        "measure": Field(
            _("measure code"),
            code_of(60),
            "measurecode measure metric 用量指标代码 用量指標代碼 指标代码 指標代碼 用量指标 用量指標 指标 指標",
        ),
        "period_end": Field(
            _("day of the period"),
            cells.day,
            "dayoftheperiod periodend period date day week month 周期内日期 週期內日期 统计日期 統計日期 周期截止日 週期截止日 截止日期 日期 周 週 月份",
        ),
        "value": Field(_("value"), cells.number, "value count 数值 數值 用量 值"),
        **CUSTOMER,
    },
    needed=[ANY_CUSTOMER, ("measure",), ("period_end",), ("value",)],
)

REQUEST_KINDS = words(
    change_request="change changerequest 变更 變更 变更请求 變更請求 改动 改動",
    question="query 问题 問題 咨询 諮詢 疑问 疑問",
    fault="incident bug defect 故障 报障 報障 缺陷",
)
REQUEST_CHANNELS = words(
    mail="email e-mail 邮件 郵件",
    phone="call telephone 电话 電話",
    chat="im wechat 微信 在线 在線 聊天",
    portal="web helpcenter 门户 門戶 自助平台 自助平臺 网站 網站",
    visit="onsite on-site 现场 現場 拜访 拜訪",
    other="其他 其它",
)
SOLVED_BY = words(
    staff="agent human 人工 员工 員工 我方",
    **{"self-service": "self selfservice customer bot 自助 客户 客戶 机器人 機器人"},
)

REQUESTS = Layout(
    fields={
        "reference": Field(
            _("reference"),
            code_of(60),
            "reference ticket ticketid ticketnumber requestid number 单号 單號 工单号 工單號 编号 編號",
        ),
        "kind": Field(
            pgettext_lazy("service request", "kind"),
            choice_of(REQUEST_KINDS),
            "kind type category 类型 類型 类别 類別 种类 種類",
        ),
        "channel": Field(_("channel"), choice_of(REQUEST_CHANNELS), "channel via 渠道 管道 途径 途徑"),
        "line": Field(
            _("what it is about"),
            text_of(300),
            "whatitisabout subject title summary description 事由 主题 主題 标题 標題 内容 內容",
        ),
        "raised_at": Field(
            _("raised at"),
            moment,
            "raisedat raised created createdat openedat 提出时间 提出時間 创建时间 創建時間 建立时间 建立時間",
        ),
        "answered_at": Field(
            _("first answered at"),
            moment,
            "firstansweredat answeredat answered firstresponseat firstreplyat 首次答复时间 首次答覆時間 答复时间 答覆時間 回复时间 回覆時間",
        ),
        "solved_at": Field(
            _("solved at"), moment, "solvedat solved resolvedat closedat 解决时间 解決時間 关闭时间 關閉時間"
        ),
        "solved_by": Field(
            _("solved by"), choice_of(SOLVED_BY), "solvedby resolvedby resolution 解决方式 解決方式 解决者 解決者"
        ),
        **CUSTOMER,
    },
    needed=[ANY_CUSTOMER, ("reference",), ("kind",), ("raised_at",)],
)
