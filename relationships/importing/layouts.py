"""Files of readings: which goal or which measure of use, of which period, which value."""

from django.utils.translation import gettext_lazy as _

from customers.importing import cells
from customers.importing.cells import code_of, text_of
from customers.importing.layouts import ANY_CUSTOMER, CUSTOMER, Field, Layout

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
