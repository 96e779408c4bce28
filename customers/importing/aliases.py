"""Headings that several kinds of files share, in three languages; written as `folded` leaves them.

A new heading belongs to the field it means, in the layout of its kind; here stand those of more than one kind.
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
