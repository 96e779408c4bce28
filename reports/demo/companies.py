"""Sixty invented customers, one line each."""

from dataclasses import dataclass

# code | Chinese name | short | English name | short | industry | region | size | tier | channel | story | monthly sales in CNY
TABLE = """
lj | 澜江重工机械股份有限公司 | 澜江重工 | Lanjiang Heavy Machinery Co., Ltd. | Lanjiang Heavy | machinery | cn-js | giant | S | founder | quiet-giant | 1480000
bd | 北渡汽车零部件有限公司 | 北渡汽配 | Beidu Auto Parts Co., Ltd. | Beidu Auto Parts | automotive | cn-hb | large | A | tender | price-fight | 620000
qy | 青屿食品集团有限公司 | 青屿食品 | Qingyu Foods Group Co., Ltd. | Qingyu Foods | food | cn-sd | large | A | referral | rising | 340000
tl | 汀兰乳业股份有限公司 | 汀兰乳业 | Tinglan Dairy Co., Ltd. | Tinglan Dairy | food | cn-nm | large | B | exhibition | lost | 260000
lh | 岚禾医疗器械有限公司 | 岚禾医疗 | Lanhe Medical Devices Co., Ltd. | Lanhe Medical | medical | cn-zj | medium | A | referral | champion-left | 310000
ys | 远杉造纸有限公司 | 远杉造纸 | Yuanshan Paper Co., Ltd. | Yuanshan Paper | packaging | cn-gx | large | B | outbound | silent | 210000
hc | 鹤川轴承制造有限公司 | 鹤川轴承 | Hechuan Bearings Co., Ltd. | Hechuan Bearings | machinery | cn-ha | medium | B | exhibition | steady | 165000
mz | 明泽新能源科技有限公司 | 明泽新能源 | Mingze New Energy Co., Ltd. | Mingze New Energy | new-energy | cn-fj | large | A | tender | rising | 290000
jr | 巨榕水泥有限公司 | 巨榕水泥 | Jurong Cement Co., Ltd. | Jurong Cement | building | cn-gd | large | B | tender | steady | 188000
ty | 天钥半导体材料有限公司 | 天钥半导体 | Tianyue Semiconductor Materials Co., Ltd. | Tianyue Semi | semiconductors | cn-sh | medium | A | founder | steady | 320000
xk | 熙坤轨道装备有限公司 | 熙坤轨道 | Xikun Rail Equipment Co., Ltd. | Xikun Rail | rail-aviation | cn-hn | large | S | tender | steady | 410000
bw | 泊湾船舶工业有限公司 | 泊湾船舶 | Bowan Shipbuilding Co., Ltd. | Bowan Shipbuilding | shipbuilding | cn-ln | large | B | association | cooling | 230000
nq | 南浔化纤有限公司 | 南浔化纤 | Nanxun Chemical Fibre Co., Ltd. | Nanxun Fibre | textiles | cn-zj | medium | B | exhibition | steady | 120000
cs | 苍术生物制药有限公司 | 苍术制药 | Cangzhu Biopharma Co., Ltd. | Cangzhu Biopharma | pharmaceuticals | cn-jl | medium | B | referral | steady | 142000
rd | 榕达电气有限公司 | 榕达电气 | Rongda Electric Co., Ltd. | Rongda Electric | electrical | cn-fj | medium | B | outbound | steady | 133000
hb | 寒汀冷链物流有限公司 | 寒汀冷链 | Hanting Cold Chain Co., Ltd. | Hanting Cold Chain | logistics | cn-tj | medium | C | web | steady | 46000
ky | 昆野矿业集团有限公司 | 昆野矿业 | Kunye Mining Group Co., Ltd. | Kunye Mining | metals | cn-yn | large | A | tender | cooling | 275000
sw | 沙湾风电运营有限公司 | 沙湾风电 | Shawan Wind Operations Co., Ltd. | Shawan Wind | energy | cn-nm | medium | A | partner | steady | 260000
gl | 谷麟饲料有限公司 | 谷麟饲料 | Gulin Feed Co., Ltd. | Gulin Feed | agriculture | cn-ha | small | C | web | new | 28000
pm | 屏门家居制造有限公司 | 屏门家居 | Pingmen Furniture Co., Ltd. | Pingmen Furniture | home | cn-gd | medium | C | exhibition | young | 52000
ze | 泽尔泵业有限公司 | 泽尔泵业 | Zeer Pumps Co., Ltd. | Zeer Pumps | machinery | cn-js | medium | B | partner | rising | 98000
dq | 东麒特钢有限公司 | 东麒特钢 | Dongqi Special Steel Co., Ltd. | Dongqi Steel | metals | cn-he | giant | S | founder | steady | 560000
wm | 雾眠包装科技有限公司 | 雾眠包装 | Wumian Packaging Co., Ltd. | Wumian Packaging | packaging | cn-sh | small | C | web | young | 31000
lq | 连樯港口机械有限公司 | 连樯港机 | Lianqiang Port Machinery Co., Ltd. | Lianqiang Port | machinery | cn-zj | large | B | tender | steady | 205000
fj | 风吉空调部件有限公司 | 风吉空调 | Fengji HVAC Parts Co., Ltd. | Fengji HVAC | home | cn-ah | large | B | exhibition | price | 176000
ao | 澳岐电子有限公司 | 澳岐电子 | Aoqi Electronics Co., Ltd. | Aoqi Electronics | electronics | cn-gd | large | A | outbound | steady | 240000
yl | 岳鹿酒业股份有限公司 | 岳鹿酒业 | Yuelu Spirits Co., Ltd. | Yuelu Spirits | food | cn-gz | large | B | founder | steady | 150000
sl | 森砺木业有限公司 | 森砺木业 | Senli Timber Co., Ltd. | Senli Timber | home | cn-hl | medium | C | outbound | dormant | 40000
hx | 恒汐海工装备有限公司 | 恒汐海工 | Hengxi Offshore Co., Ltd. | Hengxi Offshore | shipbuilding | cn-sd | large | A | tender | steady | 300000
qz | 青泽精密仪器有限公司 | 青泽精密 | Qingze Precision Co., Ltd. | Qingze Precision | electronics | cn-js | small | B | referral | rising | 88000
bt | 北庭石化工程有限公司 | 北庭石化 | Beiting Petrochemical Co., Ltd. | Beiting Petrochem | chemicals | cn-xj | giant | A | tender | steady | 380000
lu | 鹭屿卫浴有限公司 | 鹭屿卫浴 | Luyu Sanitary Co., Ltd. | Luyu Sanitary | home | cn-fj | medium | C | platform | young | 37000
xs | 杏山饮料有限公司 | 杏山饮料 | Xingshan Beverages Co., Ltd. | Xingshan Beverages | food | cn-sx | medium | B | exhibition | young | 92000
jd | 吉锻汽车锻件有限公司 | 吉锻锻件 | Jiduan Forgings Co., Ltd. | Jiduan Forgings | automotive | cn-jl | medium | B | partner | cooling | 126000
tc | 庭川玻璃有限公司 | 庭川玻璃 | Tingchuan Glass Co., Ltd. | Tingchuan Glass | building | cn-ah | large | B | outbound | steady | 158000
mg | 牧桂生态农业有限公司 | 牧桂农业 | Mugui Agriculture Co., Ltd. | Mugui Agriculture | agriculture | cn-gx | small | C | web | new | 19000
ra | 锐安电梯制造有限公司 | 锐安电梯 | Ruian Elevators Co., Ltd. | Ruian Elevators | machinery | cn-sc | large | A | exhibition | steady | 232000
cx | 晨熹光伏有限公司 | 晨熹光伏 | Chenxi Solar Co., Ltd. | Chenxi Solar | new-energy | cn-qh | large | B | tender | declining | 170000
yx | 屿弦声学科技有限公司 | 屿弦声学 | Yuxian Acoustics Co., Ltd. | Yuxian Acoustics | electronics | cn-gd | small | C | social | new | 24000
hz | 禾洲粮油集团有限公司 | 禾洲粮油 | Hezhou Grain & Oil Group Co., Ltd. | Hezhou Grain | food | cn-hl | large | B | association | steady | 139000
sg | 朔光铝业有限公司 | 朔光铝业 | Shuoguang Aluminium Co., Ltd. | Shuoguang Aluminium | metals | cn-nx | large | B | tender | steady | 181000
by | 碧崖水务运营有限公司 | 碧崖水务 | Biya Water Operations Co., Ltd. | Biya Water | public | cn-cq | large | B | tender | steady | 117000
lw | 临沅纺机有限公司 | 临沅纺机 | Linyuan Textile Machines Co., Ltd. | Linyuan Textile | machinery | cn-hn | medium | C | exhibition | steady | 57000
ek | 鄂坤数控机床有限公司 | 鄂坤数控 | Ekun CNC Machines Co., Ltd. | Ekun CNC | machinery | cn-hb | medium | B | referral | steady | 148000
wy | 望亭热电有限公司 | 望亭热电 | Wangting Power Co., Ltd. | Wangting Power | energy | cn-js | large | A | tender | steady | 268000
zf | 知风环保设备有限公司 | 知风环保 | Zhifeng Environmental Co., Ltd. | Zhifeng Environmental | machinery | cn-sc | small | C | social | new | 33000
dm | 丹沐日化有限公司 | 丹沐日化 | Danmu Home Care Co., Ltd. | Danmu Home Care | chemicals | cn-sh | medium | B | outbound | steady | 101000
hy | 瀚岳工程机械有限公司 | 瀚岳工程 | Hanyue Construction Machinery Co., Ltd. | Hanyue Machinery | machinery | cn-sd | giant | A | tender | steady | 350000
ql | 秦岭航空结构有限公司 | 秦岭航构 | Qinling Aerostructures Co., Ltd. | Qinling Aero | rail-aviation | cn-sn | large | A | founder | lighthouse | 285000
xm | 熊猫竹材科技有限公司 | 熊猫竹材 | Xiongmao Bamboo Co., Ltd. | Xiongmao Bamboo | materials | cn-sc | small | C | web | dormant | 22000
pt | 磐台隧道装备有限公司 | 磐台隧道 | Pantai Tunnelling Co., Ltd. | Pantai Tunnelling | machinery | cn-ha | large | B | tender | steady | 194000
nh | 宁海压铸有限公司 | 宁海压铸 | Ninghai Die Casting Co., Ltd. | Ninghai Casting | automotive | cn-zj | medium | B | partner | young | 109000
sj | 松江精工模具有限公司 | 松江精工 | Songjiang Moulds Co., Ltd. | Songjiang Moulds | machinery | cn-sh | small | C | referral | young | 48000
hm | 火麦智能装备有限公司 | 火麦智能 | Huomai Automation Co., Ltd. | Huomai Automation | machinery | cn-gd | medium | B | social | rising | 84000
gq | 贵泉水电开发有限公司 | 贵泉水电 | Guiquan Hydropower Co., Ltd. | Guiquan Hydro | energy | cn-gz | large | B | tender | steady | 172000
te | 特瑞橡胶有限公司 | 特瑞橡胶 | Terui Rubber Co., Ltd. | Terui Rubber | chemicals | cn-sd | medium | C | exhibition | young | 61000
mh | 梅湖印染有限公司 | 梅湖印染 | Meihu Dyeing Co., Ltd. | Meihu Dyeing | textiles | cn-jx | medium | C | outbound | declining | 55000
aj | 安际电缆有限公司 | 安际电缆 | Anji Cables Co., Ltd. | Anji Cables | electrical | cn-tj | large | B | tender | steady | 163000
ly | 陇岩新材料有限公司 | 陇岩新材 | Longyan Advanced Materials Co., Ltd. | Longyan Materials | materials | cn-gs | medium | B | association | young | 96000
xh | 信禾包装机械有限公司 | 信禾机械 | Xinhe Packaging Machines Co., Ltd. | Xinhe Machines | packaging | cn-gd | small | C | web | prospect | 0
"""


@dataclass(frozen=True)
class Company:
    code: str
    name_zh: str
    short_zh: str
    name_en: str
    short_en: str
    industry: str
    region: str
    size: str
    tier: str
    channel: str
    story: str
    monthly: int


def companies() -> list[Company]:
    """All sixty, in the order of the table."""
    rows = ([cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines())
    return [Company(*words, monthly=int(monthly)) for *words, monthly in rows]  # type: ignore[arg-type, misc]
