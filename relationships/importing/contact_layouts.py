"""Files of contacts that took place: the history that a company brings along from another system."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.importing.cells import choice_of, code_of, text_of, whole_of
from customers.importing.layouts import ANY_CUSTOMER, CUSTOMER, Field, Layout, words
from relationships.importing.between_layouts import CONTACT_KINDS, NUMBER, OWNER
from relationships.importing.moments import clock, moment_or_day

KINDS = CONTACT_KINDS | words(broadcast="newsletter 群发 群發 群发消息 群發訊息")
DIRECTIONS = words(
    mutual="both 双方 雙方 双向 雙向 双方都说了 雙方都說了",
    inbound="incoming in 来电 來電 来信 來信 客户发起 客戶發起",
    answered="replied 有回应 有回應 已回复 已回覆 我方发起，对方有回应 我方發起，對方有回應",
    unanswered="noreply 没有回应 沒有回應 无回应 無回應 未回复 未回覆 未接",
) | {"both sides": "mutual", "no answer": "unanswered", "no reply": "unanswered"}
QUALITIES = words(
    **{
        "1": "nothing 没新东西 沒新東西",
        "2": "little 一点 一點",
        "3": "usual 平常 一般",
        "4": "much 很多",
        "5": "turning 看法变了 看法變了",
    }
)

INTERACTIONS = Layout(
    fields={
        "number": Field(
            _("number"), code_of(60), NUMBER + " activityid interactionid 活动编号 活動編號 记录编号 記錄編號"
        ),
        "at": Field(
            pgettext_lazy("interaction", "when"),
            moment_or_day,
            "when at date datetime day happenedat activitydate 时间 時間 日期 日期时间 日期時間 发生时间 發生時間 "
            "联系时间 聯絡時間 互动时间 互動時間 拜访日期 拜訪日期",
        ),
        "time": Field(_("time of day"), clock, "timeofday time starttime 几点 幾點 时刻 時刻 开始时间 開始時間"),
        "kind": Field(
            pgettext_lazy("interaction", "kind"),
            choice_of(KINDS),
            "kind type activitytype 方式 类型 類型 形式 接触方式 接觸方式 互动方式 互動方式",
        ),
        "direction": Field(
            _("direction"), choice_of(DIRECTIONS), "direction whostarted 方向 谁发起 誰發起 发起方 發起方"
        ),
        "quality": Field(
            _("how much we learned"),
            choice_of(QUALITIES),
            "howmuchwelearned quality depth 了解到多少 质量 質量 品質 深度 收获 收穫",
        ),
        "minutes": Field(_("minutes"), whole_of(1, 1440), "minutes duration 分钟 分鐘 时长 時長"),
        "contacts": Field(
            _("people there"),
            text_of(500),
            "peoplethere contacts contact participants attendees 对方的人 對方的人 联系人 聯絡人 对方人员 對方人員 "
            "客户方人员 客戶方人員",
        ),
        "colleagues": Field(
            _("colleagues there"),
            text_of(500),
            "colleaguesthere colleagues users assignedto 我方的人 我方人员 我方人員 同事 参与同事 參與同事 " + OWNER,
        ),
        "line": Field(
            _("one line"),
            text_of(2000),
            "oneline line subject summary description notes note text 一句话 一句話 主题 主題 内容 內容 摘要 纪要 紀要 "
            "备注 備註 说明 說明",
        ),
        **CUSTOMER,
    },
    needed=[ANY_CUSTOMER, ("number",), ("at",), ("kind",), ("line",)],
)
