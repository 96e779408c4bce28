"""The dictionaries' first content. Sales operations own the rows afterwards: a later migration never rewrites them."""

from django.db import migrations

FUNCTIONS = """
executive    5  高管       高管       Executive
strategy     5  战略       戰略       Strategy
rnd          5  研发       研發       R&D
production   4  生产       生產       Production
operations   4  运营供应链  營運供應鏈  Operations
marketing    3  市场       市場       Marketing
quality      2  质量       品質       Quality
it           2  信息技术    資訊科技    IT
procurement  2  采购       採購       Procurement
finance      1  财务       財務       Finance
hr           1  人力资源    人力資源    Human_resources
legal        1  法务       法務       Legal
other        1  其他       其他       Other
"""

INDUSTRIES = """
machinery        装备制造      裝備製造      Machinery
automotive       汽车及零部件  汽車及零組件  Automotive_and_parts
electronics      电子          電子          Electronics
semiconductors   半导体        半導體        Semiconductors
electrical       电气设备      電氣設備      Electrical_equipment
energy           电力与能源    電力與能源    Power_and_energy
new-energy       新能源        新能源        Renewables_and_batteries
chemicals        化工          化工          Chemicals
materials        新材料        新材料        Advanced_materials
metals           冶金与矿业    冶金與礦業    Metals_and_mining
building         建筑建材      建築建材      Construction_and_building_materials
shipbuilding     船舶与海工    船舶與海工    Shipbuilding_and_offshore
rail-aviation    轨道交通与航空  軌道交通與航空  Rail_and_aviation
medical          医疗器械      醫療器械      Medical_devices
pharmaceuticals  医药生物      醫藥生物      Pharmaceuticals_and_biotech
food             食品饮料      食品飲料      Food_and_beverage
textiles         纺织服装      紡織服裝      Textiles_and_apparel
home             家居与家电    家居與家電    Furniture_and_appliances
packaging        包装印刷      包裝印刷      Packaging_and_printing
logistics        物流仓储      物流倉儲      Logistics
wholesale        批发贸易      批發貿易      Wholesale_and_trade
retail           零售          零售          Retail
telecom          通信          通訊          Telecommunications
software         软件与信息服务  軟體與資訊服務  Software_and_IT_services
finance          金融          金融          Financial_services
professional     专业服务      專業服務      Professional_services
education        教育科研      教育科研      Education_and_research
public           政府与公用事业  政府與公用事業  Government_and_utilities
agriculture      农业          農業          Agriculture
other            其他          其他          Other
"""

# Codes of provincial regions follow ISO 3166-2:CN; the point is the capital city's.
REGIONS = """
cn-bj  39.90  116.41  北京    北京    Beijing
cn-tj  39.08  117.20  天津    天津    Tianjin
cn-he  38.04  114.51  河北    河北    Hebei
cn-sx  37.87  112.55  山西    山西    Shanxi
cn-nm  40.84  111.75  内蒙古  內蒙古  Inner_Mongolia
cn-ln  41.81  123.43  辽宁    遼寧    Liaoning
cn-jl  43.82  125.32  吉林    吉林    Jilin
cn-hl  45.80  126.53  黑龙江  黑龍江  Heilongjiang
cn-sh  31.23  121.47  上海    上海    Shanghai
cn-js  32.06  118.80  江苏    江蘇    Jiangsu
cn-zj  30.27  120.15  浙江    浙江    Zhejiang
cn-ah  31.82  117.23  安徽    安徽    Anhui
cn-fj  26.07  119.30  福建    福建    Fujian
cn-jx  28.68  115.86  江西    江西    Jiangxi
cn-sd  36.65  117.12  山东    山東    Shandong
cn-ha  34.75  113.63  河南    河南    Henan
cn-hb  30.59  114.31  湖北    湖北    Hubei
cn-hn  28.23  112.94  湖南    湖南    Hunan
cn-gd  23.13  113.26  广东    廣東    Guangdong
cn-gx  22.82  108.37  广西    廣西    Guangxi
cn-hi  20.04  110.32  海南    海南    Hainan
cn-cq  29.56  106.55  重庆    重慶    Chongqing
cn-sc  30.57  104.07  四川    四川    Sichuan
cn-gz  26.65  106.63  贵州    貴州    Guizhou
cn-yn  25.04  102.71  云南    雲南    Yunnan
cn-xz  29.65  91.14   西藏    西藏    Tibet
cn-sn  34.34  108.94  陕西    陝西    Shaanxi
cn-gs  36.06  103.83  甘肃    甘肅    Gansu
cn-qh  36.62  101.78  青海    青海    Qinghai
cn-nx  38.49  106.23  宁夏    寧夏    Ningxia
cn-xj  43.83  87.62   新疆    新疆    Xinjiang
cn-tw  25.03  121.57  台湾    台灣    Taiwan
cn-hk  22.32  114.17  香港    香港    Hong_Kong
cn-mo  22.20  113.54  澳门    澳門    Macao
jp     35.68  139.69  日本    日本    Japan
kr     37.57  126.98  韩国    韓國    South_Korea
sea    1.35   103.82  东南亚  東南亞  Southeast_Asia
in     28.61  77.21   印度    印度    India
me     25.20  55.27   中东    中東    Middle_East
eu     50.85  4.35    欧洲    歐洲    Europe
gb     51.51  -0.13   英国    英國    United_Kingdom
na     40.71  -74.01  北美    北美    North_America
latam  -23.55  -46.63  拉丁美洲  拉丁美洲  Latin_America
af     -1.29  36.82   非洲    非洲    Africa
oc     -33.87  151.21  大洋洲  大洋洲  Oceania
"""

CHANNELS = """
referral      老客户介绍    老客戶介紹    Referral_by_a_customer
exhibition    展会          展會          Trade_fair
outbound      主动开发      主動開發      Outbound_sales
tender        招投标        招投標        Tender
partner       渠道伙伴      通路夥伴      Channel_partner
web           官网与搜索    官網與搜尋    Web_site_and_search
social        社交媒体      社群媒體      Social_media
platform      电商平台      電商平台      Marketplace
association   协会与政府    協會與政府    Association_or_authority
founder       创始人关系    創辦人關係    Founder's_network
other         其他          其他          Other
"""


def rows(table):
    """Columns by white space; an underscore stands for a blank."""
    for order, line in enumerate(table.strip().splitlines(), start=1):
        yield order * 10, [column.replace("_", " ") for column in line.split()]


def fill(apps, schema_editor):
    for order, (code, weight, *labels) in rows(FUNCTIONS):
        add(apps, "DepartmentFunction", code, labels, order, weight=int(weight))
    for order, (code, *labels) in rows(INDUSTRIES):
        add(apps, "Industry", code, labels, order)
    for order, (code, latitude, longitude, *labels) in rows(REGIONS):
        add(apps, "Region", code, labels, order, latitude=float(latitude), longitude=float(longitude))
    for order, (code, *labels) in rows(CHANNELS):
        add(apps, "AcquisitionChannel", code, labels, order)


def add(apps, model, code, labels, order, **fields):
    simplified, traditional, english = labels
    fields |= {"label_zh_hans": simplified, "label_zh_hant": traditional, "label_en": english, "order": order}
    apps.get_model("customers", model).objects.get_or_create(code=code, defaults=fields)


class Migration(migrations.Migration):
    dependencies = [("customers", "0002_search_index")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
