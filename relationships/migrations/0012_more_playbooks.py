from django.db import migrations

from relationships.triggering import templates

# Further rows of the table of metrics O2. Sales operations own them afterwards.
PLAYBOOKS = """
goal_off_track | 成果目标偏离 | 成果目標偏離 | Goal off track
+ 5 owner | 和客户一起复盘目标 | 和客戶一起復盤目標 | Review the goal together with the customer
+ 10 owner | 定出追赶计划：谁、做什么、到哪天 | 定出追趕計畫：誰、做什麼、到哪天 | Agree on a recovery plan: who, what, by when
goal_stale | 成果读数过期 | 成果讀數過期 | Goal not measured any more
+ 5 owner | 拿到最新读数并录入 | 拿到最新讀數並錄入 | Obtain the newest reading and enter it
goal_missed | 成果目标没达成 | 成果目標沒達成 | Goal missed
+ 10 owner | 剖析这个目标为什么没达成，写下原因和下一步 | 剖析這個目標為什麼沒達成，寫下原因和下一步 | Find out why the goal was missed; note cause and next step
sla_breach | 重大声音超时 | 重大聲音超時 | Grave voice past its time
+ 0 duty | 今天过问：谁在处理、何时答复客户 | 今天過問：誰在處理、何時答覆客戶 | Step in today: who handles it, when is the customer answered
promoter | 愿意推荐我们 | 願意推薦我們 | Would recommend us
+ 10 owner | 道谢，请对方推荐一家或做一次见证 | 道謝，請對方推薦一家或做一次見證 | Thank them and ask for one referral or reference
new_customer | 新客户启动 | 新客戶啟動 | New customer
+ 20 owner | 开启动会，定至少三个成果目标和基线 | 開啟動會，定至少三個成果目標和基線 | Hold the kick-off: at least three goals with their baselines
costly_to_serve | 服务成本过高 | 服務成本過高 | Costly to serve
+ 5 owner | 列出最费工时的三件事 | 列出最費工時的三件事 | List the three things that take most time
+ 10 lead | 决定服务范围：改做法、改收费还是停做 | 決定服務範圍：改做法、改收費還是停做 | Decide the scope of service: do it otherwise, charge for it, or stop
"""


def seed(apps, schema_editor):
    templates.plant(apps, PLAYBOOKS, first=160)


class Migration(migrations.Migration):
    dependencies = [("relationships", "0011_agreements")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
