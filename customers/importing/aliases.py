"""Headings by which a column is known, in three languages; written as `folded` leaves them.

A new heading belongs here, under the field it means. A heading may stand in one field of a kind only.
"""

import re
import unicodedata

UNITS = re.compile(r"[(\[（【][^)\]）】]*[)\]）】]")
NOT_WORD = re.compile(r"[\W_]+")


def folded(heading: str) -> str:
    """InvoiceNo. → invoiceno, “金额（元）” → 金额, Unit_Price → unitprice."""
    text = unicodedata.normalize("NFKC", heading).casefold()
    return NOT_WORD.sub("", UNITS.sub("", text)) or NOT_WORD.sub("", text)


CUSTOMER_NUMBER = """
customerid customerno customernumber customercode custid custno clientid clientno accountno accountnumber accountid
客户编号 客户号 客户代码 客户编码 客户id 客户号码 客戶編號 客戶號 客戶代碼 客戶編碼 客戶id 客戶號碼 买方编号 買方編號
"""
CUSTOMER_NAME = """
customername customer client clientname company companyname account accountname buyer
客户名称 客户 客户全称 公司名称 公司 单位名称 购货单位 购买方 买方 买方名称 企业名称
客戶名稱 客戶 客戶全稱 公司名稱 單位名稱 購貨單位 購買方 買方 買方名稱 企業名稱
"""
USCC = """
uscc unifiedsocialcreditcode creditcode taxid taxno taxpayerid 统一社会信用代码 信用代码 社会信用代码 税号 纳税人识别号
統一社會信用代碼 信用代碼 社會信用代碼 稅號 納稅人識別號 统一信用代码 統一信用代碼
"""
COUNTRY = "country region area territory countryorregion 国家或地区 國家或地區 国家 地区 区域 国家地区 省份 國家 地區 區域 國家地區"
DATE = """
date invoicedate orderdate documentdate bookedon bookingdate postingdate billdate transactiondate
日期 单据日期 开票日期 发票日期 订单日期 记账日期 业务日期 销售日期 出库日期
單據日期 開票日期 發票日期 訂單日期 記帳日期 業務日期 銷售日期 出庫日期
"""
DOCUMENT = """
document documentno documentnumber invoice invoiceno invoicenumber invoiceid order orderno ordernumber orderid billno
docno reference voucherno 单据号 单据编号 单号 发票号 发票号码 发票编号 订单号 订单编号 凭证号 出库单号 销售单号
單據號 單據編號 單號 發票號 發票號碼 發票編號 訂單號 訂單編號 憑證號 出庫單號 銷售單號 单据 單據
"""
ITEM = """
item itemno itemcode stockcode sku productcode product productid productno partno materialno article articleno
商品编码 商品编号 商品代码 产品编码 产品编号 产品代码 物料编码 物料号 料号 货号 存货编码 品号
商品編碼 商品編號 商品代碼 產品編碼 產品編號 產品代碼 物料編碼 物料號 料號 貨號 存貨編碼 品號
"""
CURRENCY = "currency currencycode curr 币种 货币 币别 幣種 貨幣 幣別"
DESCRIPTION = """
description itemdescription productname itemname memo remark remarks 摘要 品名 商品名称 产品名称 货物名称 说明 备注
品名規格 商品名稱 產品名稱 貨物名稱 說明 備註 品名规格 规格型号 規格型號
"""
SOURCE = "source system sourcesystem 来源 来源系统 系统 來源 來源系統 系統"

# kind → field → headings
ALIASES: dict[str, dict[str, str]] = {
    "revenue": {
        "document": DOCUMENT,
        "item": ITEM,
        "booked_on": DATE,
        "net": """net netamount amount linetotal total sales revenue value netsales turnover 金额 不含税金额 净额 销售额
            收入 未税金额 金額 不含稅金額 淨額 銷售額 收入 未稅金額 合计 合計""",
        "gross": """gross grossamount amountinclvat amountwithvat amountincludingvat totalinclvat 含税金额 价税合计 含税销售额 开票金额
            含稅金額 價稅合計 含稅銷售額 開票金額""",
        "quantity": "quantity qty quantityordered units pieces 数量 销售数量 件数 數量 銷售數量 件數",
        "unit_price": """unitprice price priceeach netprice salesprice 单价 不含税单价 价格 销售单价 單價 不含稅單價 價格
            銷售單價""",
        "tax_rate": "taxrate vatrate vat tax 税率 增值税率 稅率 增值稅率",
        "currency": CURRENCY,
        "kind": "kind type linetype revenuetype 类型 收入类型 業務類型 类别 類型 收入類型 業務类型 類別 业务类型",
        "description": DESCRIPTION,
        "customer_number": CUSTOMER_NUMBER,
        "uscc": USCC,
        "customer_name": CUSTOMER_NAME,
        "country": COUNTRY,
    },
    "costs": {
        "document": DOCUMENT,
        "booked_on": DATE + " month period 月份 期间 會計期間 期間 会计期间",
        "kind": """kind costkind kindofcost costtype type category 成本类型 成本类别 费用类型 费用类别 类型 类别 科目 成本種類 成本類型
            成本類別 費用類型 費用類別 類型 類別 成本种类""",
        "amount": "amount cost costs total value 金额 成本 费用 成本金额 费用金额 金額 費用 成本金額 費用金額",
        "quantity": "quantity qty quantityordered 数量 數量",
        "unit_price": "unitcost buyprice costprice unitprice price 单位成本 成本单价 单价 單位成本 成本單價 單價",
        "currency": CURRENCY,
        "description": DESCRIPTION + ITEM,
        "customer_number": CUSTOMER_NUMBER,
        "uscc": USCC,
        "customer_name": CUSTOMER_NAME,
    },
    "customers": {
        "number": CUSTOMER_NUMBER + " id number no code externalid 编号 代码 編號 代碼",
        "uscc": USCC,
        "name": CUSTOMER_NAME + " name 名称 名稱 全称 全稱",
        "short_name": "shortname abbreviation alias 简称 客户简称 簡稱 客戶簡稱",
        "english_name": "englishname nameen 英文名称 英文名 英文名稱",
        "parent": "parent group parentcompany groupparent 集团 母公司 上级客户 所属集团 集團 上級客戶 所屬集團",
        "industry": "industry sector 行业 所属行业 產業 行業 所屬行業",
        "region": "region area territory 地区 区域 大区 地區 區域 大區",
        "country": "country 国家 國家",
        "state": "state province stateorprovince 省 省份 州",
        "city": "city 城市 市",
        "postal_code": "postalcode zip zipcode postcode 邮编 邮政编码 郵編 郵遞區號",
        "address": "address addressline1 address1 street 地址 详细地址 注册地址 公司地址 詳細地址 註冊地址",
        "address_2": "addressline2 address2 addresssecondline 地址2 地址第二行",
        "acquisition_channel": "acquisitionchannel channel leadsource 获客渠道 渠道 客户来源 獲客渠道 獲客管道 客戶來源",
        "size": "size employees companysize 规模 人员规模 企业规模 規模 人員規模 企業規模",
        "tier": "tier grade level 分级 客户分级 等级 客户等级 分級 客戶分級 等級 客戶等級",
        "status": "status state2 customerstatus 状态 客户状态 狀態 客戶狀態",
        "owner": "owner csm accountmanager salesrep salesperson 负责人 客户经理 业务员 销售 負責人 客戶經理 業務員 銷售",
        "first_deal_on": "firstdeal firstdealdate customersince firstorder 首次成交 首单日期 成交日期 首次合作 首單日期",
        "renewal_on": "renewal renewaldate contractend 续约日 續約日 续约日期 续约 到期日 合同到期日 續約日期 續約 合同到期 合約到期日",
        "website": "website url web homepage 网站 网址 官网 網站 網址 官網",
        "tags": "tags labels 标签 標籤",
        "note": "note notes remark remarks memo 备注 说明 備註 說明",
    },
    "contacts": {
        "number": "contactid contactno contactnumber id externalid 联系人编号 编号 聯絡人編號 編號 联系人id",
        "customer_number": CUSTOMER_NUMBER,
        "uscc": USCC,
        "customer_name": CUSTOMER_NAME,
        "family_name": "familyname lastname surname contactlastname 姓 姓氏",
        "given_name": "givenname firstname contactfirstname forename 名",
        "full_name": "name fullname contact contactname contactperson 姓名 联系人 联系人姓名 聯絡人 聯絡人姓名 名字",
        "department": "department dept division 部门 所在部门 部門 所在部門",
        "function": "function departmentfunction 职能 部门职能 職能 部門職能",
        "title": "title jobtitle position role 职务 职位 头衔 职称 職務 職位 頭銜 職稱",
        "seniority": "seniority level rank 级别 职级 層級 級別 職級 层级",
        "mobile": "mobile mobilephone cell cellphone 手机 手机号 手机号码 移动电话 手機 手機號 手機號碼 行動電話",
        "phone": "phone telephone tel phonenumber officephone 电话 座机 固定电话 联系电话 電話 座機 固定電話 聯絡電話",
        "mail": "mail email emailaddress 邮箱 电子邮件 电子邮箱 邮件 郵箱 電子郵件 電子郵箱 信箱",
        "wechat": "wechat wechatid weixin 微信 微信号 微信號",
        "wecom": "wecom wecomid 企业微信 企業微信",
        "key_person": "keyperson key important 关键人 关键人物 重要联系人 關鍵人 關鍵人物",
        "joined_on": "joined joinedon startdate 入职日期 到任日期 入職日期",
        "left_on": "left lefton enddate 离职日期 離職日期",
        "note": "note notes remark remarks 备注 備註",
    },
}


def known(kind: str) -> dict[str, str]:
    """Folded heading → field, for one kind of file."""
    return {folded(word): name for name, words in ALIASES[kind].items() for word in words.split()}
