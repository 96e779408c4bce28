"""Examples of outcome KPIs to copy: results that customers of our trades ask for, in three languages."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from customers.models.terms import in_language


@dataclass(frozen=True, slots=True)
class Example:
    """What a copy begins with; how it is measured is told in the language of who copies, names are in all three."""

    code: str
    name_zh_hans: str
    name_zh_hant: str
    name_en: str
    unit: str
    direction: str
    cadence: str
    how_measured: Any
    evidence_wanted: Any

    @property
    def name(self) -> str:
        return in_language({"zh-hans": self.name_zh_hans, "zh-hant": self.name_zh_hant, "en": self.name_en})


EXAMPLES = (
    Example("oee", "设备综合效率", "設備綜合效率", "Overall equipment effectiveness", "%", "up", "monthly",
            _("availability × performance × quality, from the monthly report of the customer's machines"), _("screenshot of the monthly report")),
    Example("scrap_rate", "报废率", "報廢率", "Scrap rate", "%", "down", "monthly",
            _("scrapped pieces ÷ pieces started, by the customer's quality report"), _("monthly quality report")),
    Example("unplanned_stops", "非计划停机", "非計劃停機", "Unplanned stops", "h", "down", "monthly",
            _("hours of unplanned stops in the month, by the machine log"), _("log of stops")),
    Example("delivery_on_time", "准时交付率", "準時交付率", "Delivered on time", "%", "up", "monthly",
            _("orders delivered by the promised day ÷ all orders due"), _("list of deliveries")),
    Example("stock_days", "库存周转天数", "庫存週轉天數", "Days of stock", "d", "down", "monthly",
            _("average stock ÷ use a day"), _("monthly stock report")),
    Example("lead_time", "交付周期", "交付週期", "Lead time", "d", "down", "monthly",
            _("median days from order to acceptance"), _("list of orders")),
    Example("first_pass_yield", "一次合格率", "一次合格率", "First-pass yield", "%", "up", "weekly",
            _("pieces right at the first check ÷ pieces checked"), _("inspection records")),
    Example("users_active", "每周使用人数", "每週使用人數", "Weekly users", "", "up", "weekly",
            _("people of the customer who signed in at least once in the week"), _("usage records")),
    Example("cost_per_unit", "单件成本", "單件成本", "Cost per piece", "CNY", "down", "quarterly",
            _("whole cost of a piece as the customer's accountants reckon it"), _("cost sheet")),
    Example("cleanroom_temperature", "洁净区温度", "潔淨區溫度", "Clean-room temperature", "℃", "range", "weekly",
            _("mean of the week in the clean room"), _("temperature curve")),
    Example("training_done", "受训人员比例", "受訓人員比例", "Staff trained", "%", "up", "quarterly",
            _("operators trained and examined ÷ operators to be trained"), _("list of examinations")),
    Example("energy_per_tonne", "吨产品能耗", "噸產品能耗", "Energy per tonne", "kWh", "down", "monthly",
            _("workshop meter ÷ good output"), _("photo of the meter")),
)  # fmt: skip


def example(code: str) -> Example | None:
    return next((one for one in EXAMPLES if one.code == code), None)
