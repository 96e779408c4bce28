"""Files of what is known beside the ledger: wallet estimates, customers' own years, certificates, satisfaction scores."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.importing import cells
from customers.importing.aliases import DATE
from customers.importing.cells import choice_of, code_of, text_of, whole_of
from customers.importing.layouts import ANY_CUSTOMER, CUSTOMER, Field, Layout, words
from customers.importing.sales_layouts import NOTE

CONFIDENCES = words(low="低", medium="mid 中", high="高")
SCORE_KINDS = words(nps="净推荐值 淨推薦值", csat5="csat 满意度 滿意度", csat10="", ces7="ces 省力度 费力度 費力度")
DIMENSIONS = words(
    communication="沟通 溝通 沟通效率 溝通效率",
    value_recognition="价值认同 價值認同",
    feedback_quality="反馈质量 回饋品質 反饋質量",
    decision_rationality="决策理性 決策理性",
    risk_sharing="风险共担 風險共擔",
    industry_influence="行业影响力 產業影響力 行業影響力",
    innovation_openness="创新开放 創新開放",
    compliance="合规 合規 合规严谨 合規嚴謹",
    culture_fit="文化契合",
    outlook="行业前景 產業前景 行業前景",
    strategic="战略价值 策略價值 戰略價值",
) | {
    "value recognition": "value_recognition",
    "feedback quality": "feedback_quality",
    "decision rationality": "decision_rationality",
    "risk sharing": "risk_sharing",
    "industry influence": "industry_influence",
    "openness to innovation": "innovation_openness",
    "culture fit": "culture_fit",
    "industry outlook": "outlook",
    "strategic value": "strategic",
}
TOLD_BY = "toldby source reference informant 来源 來源 出处 出處 信息来源 資料來源"

WALLETS = Layout(
    fields={
        "on": Field(_("date"), cells.day, DATE + " estimatedon 估计日期 估計日期"),
        "category": Field(_("category"), text_of(80), "category 分类 分類 品类 品類 类别 類別"),
        "total": Field(
            _("yearly spend in the category"),
            cells.number,
            "yearlyspendinthecategory 该品类年采购额 該品類年採購額 total spend amount wallet 品类年采购额 品類年採購額 年采购额 年採購額 采购总额 採購總額",
        ),
        "told_by": Field(pgettext_lazy("estimate", "source"), text_of(200), TOLD_BY),
        "confidence": Field(_("confidence"), choice_of(CONFIDENCES), "confidence 可信度 置信度"),
        **CUSTOMER,
    },
    needed=[ANY_CUSTOMER, ("on",), ("total",), ("told_by",)],
    money=("total",),
)

YEARS = Layout(
    fields={
        "year": Field(_("year"), whole_of(1900, 2100), "year fiscalyear 年份 年度 年"),
        "revenue": Field(
            _("its yearly revenue"),
            cells.number,
            "itsyearlyrevenue 客户自身年收入 客戶自身年收入 revenue turnover 客户年收入 客戶年收入 营业收入 營業收入 收入",
        ),
        "employees": Field(
            _("employees"), whole_of(0, 10_000_000), "employees headcount people 员工人数 員工人數 人数 人數 员工 員工"
        ),
        "assets": Field(
            _("its total assets"),
            cells.number,
            "itstotalassets totalassets assets 资产总额 資產總額 总资产 總資產 客户资产总额 客戶資產總額",
        ),
        "told_by": Field(pgettext_lazy("estimate", "source"), text_of(200), TOLD_BY),
        **CUSTOMER,
    },
    needed=[ANY_CUSTOMER, ("year",), ("revenue", "employees", "assets")],
    money=("revenue", "assets"),
)

CERTIFICATES = Layout(
    fields={
        "name": Field(
            _("certificate"), text_of(120), "certificate certificatename standard 资质证书 資質證書 证书 證書"
        ),
        "issued_on": Field(
            _("issued on"), cells.day, "issuedon issued issuedate 开具日期 開具日期 颁发日期 頒發日期 发证日期 發證日期"
        ),
        "expires_on": Field(
            _("expires on"), cells.day, "expireson expires expirydate validuntil 到期日 到期日期 有效期至"
        ),
        "note": Field(_("note"), text_of(200), NOTE),
        **CUSTOMER,
    },
    needed=[ANY_CUSTOMER, ("name",)],
)

RATINGS = Layout(
    fields={
        "dimension": Field(
            pgettext_lazy("rating", "dimension"),
            choice_of(DIMENSIONS),
            "dimension aspect criterion 维度 維度 评价维度 評價維度 评分维度 評分維度",
        ),
        "value": Field(_("rating"), whole_of(1, 5), "rating value score 评分 評分 分数 分數 打分"),
        "rated_on": Field(_("rated on"), cells.day, DATE + " ratedon ratingdate 评分日期 評分日期 评价日期 評價日期"),
        "evidence": Field(_("evidence"), text_of(2000), "evidence proof reason 依据 依據 证据 證據 理由"),
        "by": Field(_("rated by"), text_of(150), "ratedby rater by colleague 评分人 評分人 评价人 評價人"),
        **CUSTOMER,
    },
    needed=[ANY_CUSTOMER, ("dimension",), ("value",), ("rated_on",)],
)

SCORES = Layout(
    fields={
        "number": Field(
            _("answer number"), code_of(120), "answernumber answerid responseid id 答卷编号 答卷編號 编号 編號"
        ),
        "on": Field(_("date"), cells.day, DATE + " answeredon 答复日期 答覆日期"),
        "kind": Field(
            pgettext_lazy("score", "kind"), choice_of(SCORE_KINDS), "kind type scale 类别 類別 类型 類型 量表"
        ),
        "score": Field(_("score"), whole_of(0, 10), "score rating value 得分 分数 分數 评分 評分"),
        **CUSTOMER,
    },
    needed=[ANY_CUSTOMER, ("on",), ("kind",), ("score",)],
)
