"""What invented customers said and what we wrote down, in Chinese and English side by side.

Slots in braces are filled by `reports.demo.story`: {n} a small number, {line} a production line, {days} days, {pct} per
cent, {part} a part, {month} a month's number.
"""

from dataclasses import dataclass

# kind | category | sentiment | severity | Chinese | English
VOICES = """
complaint | service_response | -2 | 1 | 合同写四小时响应，我们等了 {days} 天，等来一句“在排期”。 | The contract says four hours. We waited {days} days for “we are scheduling it”.
complaint | quality | -2 | 1 | {line}号线的盒子又进水了，停了 {n} 个小时，谁来赔？ | The box on line {line} took in water again. {n} hours of standstill. Who pays for that?
complaint | quality | -2 | 2 | 夏天进水，冬天结露，一年停我两次线。 | Water in summer, condensation in winter: you stop my line twice a year.
complaint | delivery | -1 | 2 | 说好 {month} 月到的{part}，拖到现在还没发货，没有人提前说一声。 | The {part} was promised for month {month}. It still has not shipped and nobody told us.
complaint | service_attitude | -2 | 2 | 电话打过去，你们的人问我“是不是您操作错了”。我干了二十年设备。 | I called, and your man asked whether I had used it wrongly. I have run machines for twenty years.
complaint | quality | -1 | 3 | 报警一晚上响 {n}0 次，班长现在看都不看了。 | {n}0 alarms in one night. The shift leader does not even look any more.
complaint | price | -1 | 3 | 续费涨了 {pct}%，功能一个没多，我怎么跟老板交代？ | The renewal is up {pct}% and not one function more. What do I tell my boss?
complaint | delivery | -1 | 3 | 备件发错型号两次了，{part}到现在还装不上。 | The wrong spare part came twice. We still cannot fit the {part}.
complaint | service_response | -1 | 2 | 群里 @ 了三个人，{days} 天没人回。 | I tagged three people in the group. {days} days without an answer.
complaint | quality | -2 | 1 | 误报让我们把 {line}号机拆了，轴承好好的。 | A false alarm made us take machine {line} apart. The bearing was fine.
complaint | service_attitude | -1 | 3 | 换了工程师也不交接，同样的话我说了三遍。 | A new engineer and no handover. I told the same story three times.
complaint | delivery | -1 | 4 | 安装队说上午到，下午四点才来，产线等了一天。 | The fitters were due in the morning and came at four. The line waited all day.
criticism | capability_missing | -1 | 3 | 你们只告诉我坏了，不告诉我什么时候会坏。 | You tell me that it broke. You never tell me when it will.
criticism | capability_missing | -1 | 3 | 报表要导出来再用表格拼，那我要你们的平台干什么？ | I export the report and glue it together in a sheet. What do I need your platform for?
criticism | price | -1 | 3 | 隔壁厂用的那家便宜三成，看起来也差不多。 | The plant next door pays a third less for theirs, and it looks about the same.
criticism | price | -2 | 2 | 年年招标年年压价，你们也年年只跟采购谈价格。 | Every year a tender, every year the price. And every year you only talk to purchasing.
criticism | service_response | -1 | 3 | 卖的时候天天来，装完半年没见过人。 | You came daily to sell. Since it was fitted we have seen nobody for half a year.
criticism | quality | -1 | 3 | 界面还是三年前那样，年轻工人不愿意用。 | The screens are as they were three years ago. The young ones do not want to use them.
criticism | competitor_move | -1 | 2 | 上周有一家来讲寿命预测，把我们技术总监讲动心了。 | Somebody came last week and talked about remaining life. Our technical head was impressed.
criticism | capability_missing | -1 | 3 | 手机上看不到趋势，我在车间就等于没有系统。 | No trends on the phone. On the shop floor that means no system at all.
criticism | service_attitude | -1 | 3 | 开会时你们一直在介绍公司，没人问我们这个月最愁什么。 | You presented your company all meeting. Nobody asked what worries us this month.
criticism | delivery | -1 | 3 | 项目计划改了 {n} 次，我已经不信上面的日期了。 | The project plan changed {n} times. I no longer believe its dates.
criticism | business_change | 0 | 3 | 我们明年重心转到海外工厂，你们那边好像没有人。 | Next year we move to the plant abroad. You seem to have nobody there.
criticism | competitor_move | -1 | 3 | 你们的对手免费给我们装了两台，说用三个月再谈。 | Your rival fitted two machines for nothing: use them for three months, then we talk.
request | capability_missing | 0 | 3 | 能不能告诉我下个月哪台会坏？我不想再看上个月的报表了。 | Can you tell me which machine fails next month? I have seen enough of last month's reports.
request | capability_missing | 0 | 3 | 希望报警分三级，半夜只叫醒该醒的人。 | Please sort alarms in three levels. At night wake only who has to wake.
request | capability_missing | 0 | 4 | 能不能把点检表做进手机，扫一下 {line}号机就出来？ | Could the inspection list be on the phone? I scan machine {line} and there it is.
request | service_response | 0 | 3 | 我们想要一个固定的人，出了事直接打他电话。 | We want one fixed person whom we call when something happens.
request | delivery | 0 | 3 | {month} 月检修只有 {n} 天，传感器能不能提前一周到场？ | The overhaul in month {month} lasts {n} days. Can the sensors be here a week before?
request | quality | 0 | 3 | 电机端温度高，能不能出一个耐 120 度的型号？ | It is hot at the motor. Can there be a model that bears 120 degrees?
request | business_change | 1 | 3 | 新厂 {month} 月投产，想请你们一起做设备规划。 | The new plant starts in month {month}. We would like you at the table when we plan the machines.
request | capability_missing | 0 | 4 | 数据能不能直接进我们的维修系统，不用抄两遍？ | Can readings go straight into our maintenance system, so that nobody copies them twice?
request | price | 0 | 4 | 三年一签的话，价格能不能固定？ | If we sign for three years, can the price stay fixed?
request | capability_missing | 0 | 3 | 集团要看五个厂的对比，现在只能一个个登录。 | The group wants five plants side by side. Now I sign in five times.
question | other | 0 | 4 | 这个振动值 4.{n} 算高还是不高？有没有个说法？ | A vibration of 4.{n}, is that high or not? Is there a rule?
question | capability_missing | 0 | 4 | 旧型号的{part}还能接进新平台吗？ | Can the old {part} still be connected to the new platform?
question | price | 0 | 4 | 多加 {n} 个测点怎么收费？ | What do {n} more measuring points cost?
question | business_change | 0 | 4 | 我们在越南也有厂，你们能去装吗？ | We have a plant in Vietnam too. Would you fit it there?
question | delivery | 0 | 4 | 传感器电池一般能用几年？我们好排检修。 | How many years does a sensor's battery last? We want to plan the overhaul.
question | quality | 0 | 4 | 防爆区能用吗？有没有证书？ | May it be used in the explosion zone? Is there a certificate?
praise | service_response | 2 | 4 | 十一那次你们的工程师从高铁上下来就进车间，工人都记得他名字。 | On the holiday your engineer came from the train straight to the shop floor. The men still know his name.
praise | quality | 2 | 4 | {line}号机提前 {days} 天报了，停机前换了轴承，省下一个班。 | Machine {line} warned {days} days ahead. We changed the bearing in time and saved a shift.
praise | capability_missing | 1 | 4 | 趋势图一看就懂，早会上我直接投屏。 | The trend chart explains itself. I put it on the screen at the morning meeting.
praise | service_attitude | 1 | 4 | 培训讲的都是我们自己的案例，不是念说明书。 | The training used our own cases. Nobody read from a manual.
praise | quality | 2 | 4 | 今年非计划停机少了 {pct}%，老板第一次在会上提到设备部。 | Unplanned standstill fell {pct}% this year. For the first time the boss praised maintenance.
praise | delivery | 1 | 4 | 说周三装完就周三装完，没让我们等。 | You said done by Wednesday, and it was done by Wednesday.
praise | business_change | 1 | 4 | 新厂规划你们提的三条都用上了。 | All three of your points went into the plan of the new plant.
praise | service_response | 1 | 4 | 半夜两点回的消息，第二天一早人就到了。 | An answer at two at night, and somebody here in the morning.
""".strip()

# kind | Chinese | English
LINES = """
call | 跟进 {line}号线报警误报，对方说这周少了一半。 | Followed up the false alarms on line {line}: half as many this week.
call | 问了检修排期，{month} 月中旬停 {n} 天。 | Asked for the overhaul plan: {n} days in the middle of month {month}.
call | 确认{part}到货，下周安排安装。 | Confirmed that the {part} arrived; fitting next week.
call | 对方抱怨响应慢，约了周四当面说。 | They complained of slow answers; we meet on Thursday.
call | 聊了续约，他说要看今年停机能降多少。 | Spoke about renewal: it depends on how far standstill falls this year.
call | 电话里确认验收改到 {month} 月，先给备件。 | Acceptance moves to month {month}; spare parts first.
im | 发了 {line}号机的趋势图，对方回“收到，明天早会用”。 | Sent the trend of machine {line}; “thanks, for the morning meeting”.
im | 对方问电池寿命，发了测试报告。 | They asked about battery life; sent the test report.
im | 群里答复 {n} 个测点的安装位置。 | Answered in the group where the {n} points go.
im | 约下周拜访，对方说周三下午在。 | Next week's visit: Wednesday afternoon suits them.
mail | 发出季度报告和下季建议。 | Sent the quarterly report and our proposals.
mail | 回复技术协议第 {n} 条的修改。 | Answered the change of clause {n} in the technical agreement.
mail | 报价更新：加 {n} 个测点，含安装。 | New quotation: {n} more points, fitting included.
visit | 现场看了 {line}号线，漏油点换了安装支架。 | Looked at line {line}; new bracket where oil leaked.
visit | 和设备部一起点检，找到 {n} 处松动。 | Inspected with maintenance; found {n} loose fittings.
visit | 拜访生产部，第一次听到他们的产能计划。 | Visited production; heard of their capacity plan for the first time.
visit | 见了研发，他们想把振动数据用到新机型设计。 | Met R&D: they want the vibration readings for the design of the new model.
meeting | 季度复盘，停机少了 {pct}%，下季目标再降 {n} 小时。 | Quarterly review: standstill down {pct}%, next target {n} hours less.
meeting | 项目例会，三项遗留两项关闭。 | Project meeting: two of three open points closed.
meeting | 采购和财务都在，谈付款从 90 天缩到 60 天。 | Purchasing and finance at the table: terms from 90 to 60 days.
tech_exchange | 和研发交流故障诊断模型，定了联合测试 {n} 台。 | Exchange with R&D on fault diagnosis: joint test on {n} machines.
tech_exchange | 讲了边缘计算方案，质量部提出要留原始波形。 | Presented edge computing; quality wants the raw waves kept.
training | 给 {n} 位班组长培训报警分级。 | Trained {n} shift leaders in alarm levels.
training | 新平台上手培训，现场做了两个真实案例。 | Training on the new platform with two real cases.
exec_visit | 双方高层见面，谈三年规划和新厂。 | Executives of both sides met: three-year plan and the new plant.
planning | 参加对方设备规划会，我们提了三条都被记下。 | Took part in their machine planning; all three of our points were noted.
joint_marketing | 联合参加行业展会，客户上台讲了案例。 | Joint stand at the trade fair; the customer told the case on stage.
greeting | 中秋问候。 | Mid-autumn greetings.
""".strip()

# Chinese | English
ACTIONS = """
把 {line}号线的误报原因写成一页发给设备部 | Write one page on the false alarms of line {line} for maintenance
约生产部下个月的现场复盘 | Arrange next month's review on site with production
给采购发三年固定价方案 | Send purchasing the three-year fixed price
确认{part}的到货日期并告诉对方 | Confirm the delivery day of the {part} and tell them
补齐第二位联系人：质量或研发 | Find a second contact: quality or R&D
准备季度报告，带上停机对比 | Prepare the quarterly report with the standstill comparison
请创始人约对方总经理 | Ask the founder to call their general manager
回访上次投诉，问问是不是真的好了 | Call back about the last complaint: is it really solved?
新厂规划资料发给研发总监 | Send the new-plant papers to the R&D director
登记电池更换计划 | Note the battery replacement plan
""".strip()

# about | Chinese | English: what happened since a quote was on the wall; `praise` answers praise of any category
FOLLOW_UPS = """
quality | 周二到现场换了密封件，淋水两小时没有进水。 | Changed the seals on Tuesday; two hours of spray water and dry inside.
quality | 报警规则改成三级，上周夜间只响了两次。 | Alarms now have three levels: two calls at night last week.
quality | 新密封圈 {month} 月到货，先用备机顶上。 | New seals come in month {month}; a spare unit bridges the gap.
service_response | 固定了一位工程师，电话贴在控制室。 | One fixed engineer; the number hangs in the control room.
service_response | 值班表改成两人，四小时内必有人回电。 | Two people on duty now: somebody calls back within four hours.
service_attitude | 已当面道歉，交接改成两个人一起去。 | Apologised in person; handovers are now done by two.
delivery | 备件改由总仓直接发，{part}周四到厂。 | Parts now leave from the main store; the {part} arrives on Thursday.
delivery | 重排了计划，每周一发一次到货表。 | Planned anew; every Monday they get the list of arrivals.
price | 价格没降，给了三年固定价和两次培训，对方在考虑。 | No lower price, but three years fixed and two trainings; they are thinking.
capability_missing | 排进下个版本，请他们做第一批试用。 | It is in the next release; they will be the first to try.
capability_missing | 产品经理去现场看了一天，记下 {n} 条。 | The product manager spent a day on site and took {n} notes.
competitor_move | 技术总监下周去做对比测试。 | Our technical head runs a comparison there next week.
business_change | 约了 {month} 月一起看新厂规划。 | We look at the new plant's plan together in month {month}.
other | 当天电话答复，并发了说明。 | Answered by phone the same day, with a note.
praise | 转告了工程师本人，例会上念了一遍。 | Passed on to the engineer and read out at the meeting.
praise | 写进了培训案例。 | It is a training case now.
""".strip()

# Chinese | English: root cause / action, in pairs of four columns
CLOSINGS = """
密封圈在低温下收缩 | 全部换成氟橡胶件并做淋水试验 | Seals shrink in the cold | All changed to fluorine rubber and tested with water
排期只看合同不看停线 | 停线件单独排队，四小时内回电 | Planning looked at contracts, not at standstills | Standstills get their own queue, call back in four hours
报警阈值按出厂默认 | 按机型重设阈值，一个月后复查 | Thresholds were factory defaults | Set per machine type, checked again after a month
换人没有交接清单 | 交接改成双人同访 | No handover list when people change | Handover by two at a visit
仓库型号贴错 | 出库加扫码核对 | Wrong labels in the store | Codes are scanned when parts leave
""".strip()

PARTS = [
    ("采集盒", "collector box"),
    ("振动传感器", "vibration sensor"),
    ("温度探头", "temperature probe"),
    ("边缘网关", "edge gateway"),
    ("磁吸支架", "magnetic bracket"),
]
PREMIUM_PARTS = frozenset({"P2", "P4"})
PREMIUM = ("增强型", "enhanced")

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
GIVEN = [
    "令仪",
    "以宁",
    "晚照",
    "九思",
    "知夏",
    "予安",
    "牧野",
    "听澜",
    "归鸿",
    "嘉禾",
    "清和",
    "景行",
    "望舒",
    "怀瑾",
    "若谷",
    "书屿",
    "砚秋",
    "明远",
    "安澜",
    "思齐",
    "云舟",
    "子衿",
    "长庚",
    "鹤鸣",
    "星河",
    "静姝",
    "修远",
    "维桢",
    "允文",
    "德音",
    "朝晖",
    "春山",
    "怀远",
    "南乔",
    "时雨",
    "青禾",
    "乐山",
    "知微",
    "行简",
    "同尘",
    "浩然",
    "晓峰",
    "建国",
    "志强",
    "秀兰",
    "丽华",
    "国栋",
    "海燕",
    "文博",
    "俊杰",
    "雪梅",
    "立新",
    "永刚",
    "春燕",
    "振华",
    "晓东",
]
FAMILY_EN = [
    "Adler",
    "Bennett",
    "Carver",
    "Dawson",
    "Ellery",
    "Fenwick",
    "Granger",
    "Hollis",
    "Irving",
    "Jarvis",
    "Kendall",
    "Lowell",
    "Mercer",
    "Norwood",
    "Osborne",
    "Prescott",
    "Quimby",
    "Radley",
    "Sawyer",
    "Thorne",
    "Underhill",
    "Vance",
    "Whitlow",
    "Yardley",
    "Ashby",
    "Brook",
    "Calloway",
    "Denham",
    "Everly",
    "Foxley",
]
GIVEN_EN = [
    "Alice",
    "Ben",
    "Clara",
    "Daniel",
    "Edith",
    "Felix",
    "Grace",
    "Henry",
    "Ivy",
    "Jonas",
    "Kate",
    "Leon",
    "Mira",
    "Noah",
    "Olive",
    "Paul",
    "Ruth",
    "Simon",
    "Tessa",
    "Victor",
    "Wanda",
    "Yusuf",
    "Zoe",
    "Amir",
    "Bella",
    "Cyrus",
    "Dora",
    "Elias",
    "Freya",
    "George",
]

# function | Chinese department | English department | Chinese titles by seniority 2..5 | English titles
DEPARTMENTS = """
executive | 总经理办公室 | General management | 助理,秘书,副总经理,总经理 | Assistant,Secretary,Deputy general manager,General manager
production | 生产部 | Production | 班组长,车间主任,生产部长,生产副总 | Shift leader,Shop manager,Head of production,VP production
operations | 设备部 | Maintenance | 设备工程师,设备科长,设备部长,运营副总 | Maintenance engineer,Maintenance manager,Head of maintenance,VP operations
rnd | 研发中心 | R&D centre | 工程师,高级工程师,研发总监,首席工程师 | Engineer,Senior engineer,R&D director,Chief engineer
procurement | 采购部 | Purchasing | 采购员,采购经理,采购部长,供应链副总 | Buyer,Purchasing manager,Head of purchasing,VP supply chain
finance | 财务部 | Finance | 会计,财务经理,财务部长,财务总监 | Accountant,Finance manager,Head of finance,CFO
quality | 质量部 | Quality | 检验员,质量经理,质量部长,质量总监 | Inspector,Quality manager,Head of quality,Quality director
marketing | 市场部 | Marketing | 专员,市场经理,市场部长,市场总监 | Specialist,Marketing manager,Head of marketing,Marketing director
""".strip()


@dataclass(frozen=True)
class Words:
    kind: str
    category: str
    sentiment: int
    severity: int
    text: str


def voices(language: str) -> list[Words]:
    column = 5 if language == "en" else 4
    return [Words(row[0], row[1], int(row[2]), int(row[3]), row[column]) for row in table(VOICES)]


def lines(language: str) -> dict[str, list[str]]:
    """Log lines by kind of interaction."""
    found: dict[str, list[str]] = {}
    for kind, chinese, english in table(LINES):
        found.setdefault(kind, []).append(english if language == "en" else chinese)
    return found


def either(text: str, language: str) -> list[str]:
    """One column of a two-column table."""
    return [row[1 if language == "en" else 0] for row in table(text)]


def follow_ups(kind: str, category: str, language: str) -> list[str]:
    """Lines that fit what was said."""
    about = "praise" if kind == "praise" else category
    column = 2 if language == "en" else 1
    rows = table(FOLLOW_UPS)
    return [row[column] for row in rows if row[0] == about] or [row[column] for row in rows if row[0] == "other"]


def closings(language: str) -> list[tuple[str, str]]:
    at = 2 if language == "en" else 0
    return [(row[at], row[at + 1]) for row in table(CLOSINGS)]


def table(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.splitlines()]
