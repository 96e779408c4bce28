"""Files of the archive: customers and contacts."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.importing import cells
from customers.importing.aliases import CUSTOMER_NAME, CUSTOMER_NUMBER, USCC
from customers.importing.cells import choice_of, code_of, text_of
from customers.importing.layouts import ANY_CUSTOMER, CUSTOMER, Field, Layout, words

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

CUSTOMERS = Layout(
    fields={
        "number": Field(
            _("customer number"), code_of(80), CUSTOMER_NUMBER + " id number no code externalid 编号 代码 編號 代碼"
        ),
        "uscc": Field(_("unified social credit code"), code_of(40), USCC),
        "name": Field(_("name"), text_of(200), CUSTOMER_NAME + " name 名称 名稱 全称 全稱"),
        "short_name": Field(_("short name"), text_of(80), "shortname abbreviation alias 简称 客户简称 簡稱 客戶簡稱"),
        "english_name": Field(_("English name"), text_of(200), "englishname nameen 英文名称 英文名 英文名稱"),
        "parent": Field(
            _("group parent"),
            text_of(200),
            "parent group parentcompany groupparent 集团 母公司 上级客户 所属集团 集團 上級客戶 所屬集團",
        ),
        "industry": Field(_("industry"), text_of(80), "industry sector 行业 所属行业 產業 行業 所屬行業"),
        "region": Field(_("region"), text_of(80), "region area territory 地区 区域 大区 地區 區域 大區"),
        "country": Field(_("country"), text_of(80), "country 国家 國家"),
        "state": Field(_("state or province"), text_of(80), "state province stateorprovince 省 省份 州"),
        "city": Field(_("city"), text_of(80), "city 城市 市"),
        "postal_code": Field(
            _("postal code"), code_of(20), "postalcode zip zipcode postcode 邮编 邮政编码 郵編 郵遞區號"
        ),
        "address": Field(
            _("address"),
            text_of(300),
            "address addressline1 address1 street 地址 详细地址 注册地址 公司地址 詳細地址 註冊地址",
        ),
        "address_2": Field(
            _("address, second line"), text_of(300), "addressline2 address2 addresssecondline 地址2 地址第二行"
        ),
        "acquisition_channel": Field(
            _("acquisition channel"),
            text_of(80),
            "acquisitionchannel channel leadsource 获客渠道 渠道 客户来源 獲客渠道 獲客管道 客戶來源",
        ),
        "size": Field(
            _("size"), choice_of(SIZES), "size employees companysize 规模 人员规模 企业规模 規模 人員規模 企業規模"
        ),
        "tier": Field(
            _("tier"), choice_of(TIERS), "tier grade level 分级 客户分级 等级 客户等级 分級 客戶分級 等級 客戶等級"
        ),
        "status": Field(_("status"), choice_of(STATUSES), "status state2 customerstatus 状态 客户状态 狀態 客戶狀態"),
        "owner": Field(
            _("owner"),
            text_of(150),
            "owner csm accountmanager salesrep salesperson 负责人 客户经理 业务员 销售 負責人 客戶經理 業務員 銷售",
        ),
        "first_deal_on": Field(
            _("first deal"),
            cells.day,
            "firstdeal firstdealdate customersince firstorder 首次成交 首单日期 成交日期 首次合作 首單日期",
        ),
        "renewal_on": Field(
            _("renewal date"),
            cells.day,
            "renewal renewaldate contractend 续约日 續約日 续约日期 续约 到期日 合同到期日 續約日期 續約 合同到期 合約到期日",
        ),
        "website": Field(_("web site"), text_of(200), "website url web homepage 网站 网址 官网 網站 網址 官網"),
        "tags": Field(_("tags"), text_of(300), "tags labels 标签 標籤"),
        "note": Field(_("note"), text_of(5000), "note notes remark remarks memo 备注 说明 備註 說明"),
    },
    needed=[("name", "number", "uscc")],
)

CONTACTS = Layout(
    fields={
        "number": Field(
            _("contact number"),
            code_of(80),
            "contactid contactno contactnumber id externalid 联系人编号 编号 聯絡人編號 編號 联系人id",
        ),
        **CUSTOMER,
        "family_name": Field(_("surname"), text_of(60), "familyname lastname surname contactlastname 姓 姓氏"),
        "given_name": Field(_("given name"), text_of(60), "givenname firstname contactfirstname forename 名"),
        "full_name": Field(
            pgettext_lazy("person", "name"),
            text_of(120),
            "name fullname contact contactname contactperson 姓名 联系人 联系人姓名 聯絡人 聯絡人姓名 名字",
        ),
        "department": Field(_("department"), text_of(80), "department dept division 部门 所在部门 部門 所在部門"),
        "function": Field(
            _("department function"), text_of(80), "function departmentfunction 职能 部门职能 職能 部門職能"
        ),
        "title": Field(
            pgettext_lazy("position at work", "title"),
            text_of(80),
            "title jobtitle position role 职务 职位 头衔 职称 職務 職位 頭銜 職稱",
        ),
        "seniority": Field(
            _("seniority"), choice_of(SENIORITIES), "seniority level rank 级别 职级 層級 級別 職級 层级"
        ),
        "manager": Field(
            pgettext_lazy("person", "reports to"),
            text_of(120),
            "manager reportsto supervisor boss linemanager managername managerid "
            "上级 直属上级 直接上级 汇报对象 汇报给 主管 上級 直屬上級 直屬主管 匯報對象 匯報給",
        ),
        "mobile": Field(
            _("mobile"),
            text_of(40),
            "mobile mobilephone cell cellphone 手机 手机号 手机号码 移动电话 手機 手機號 手機號碼 行動電話",
        ),
        "phone": Field(
            _("phone"),
            text_of(40),
            "phone telephone tel phonenumber officephone 电话 座机 固定电话 联系电话 電話 座機 固定電話 聯絡電話",
        ),
        "mail": Field(
            _("mail"), cells.mail, "mail email emailaddress 邮箱 电子邮件 电子邮箱 邮件 郵箱 電子郵件 電子郵箱 信箱"
        ),
        "wechat": Field(_("WeChat"), text_of(80), "wechat wechatid weixin 微信 微信号 微信號"),
        "wecom": Field(_("WeCom"), text_of(80), "wecom wecomid 企业微信 企業微信"),
        "key_person": Field(
            _("key person"), cells.yes_no, "keyperson key important 关键人 关键人物 重要联系人 關鍵人 關鍵人物"
        ),
        "joined_on": Field(_("joined"), cells.day, "joined joinedon startdate 入职日期 到任日期 入職日期"),
        "left_on": Field(_("left"), cells.day, "left lefton enddate 离职日期 離職日期"),
        "note": Field(_("note"), text_of(5000), "note notes remark remarks 备注 備註"),
    },
    needed=[ANY_CUSTOMER, ("family_name", "full_name")],
)
