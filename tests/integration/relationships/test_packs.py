"""What is handed to a customer at a quarterly review: facts of both sides, our sentences, and nothing that we keep for ourselves."""

from datetime import timedelta
from decimal import Decimal

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from customers.models import ConsentRecord, CostLine, Person
from customers.services import attitudes, consents
from office.calendar.quarters import quarters
from office.clock import today
from relationships.models import NextAction, Playbook, PlaybookRun, ReviewPack
from relationships.services import judging_ties, next_actions, plan_tasks, standings
from tests.factories.customers import make_contact, make_customer
from tests.factories.outcomes import make_goal, make_reading
from tests.factories.plans import make_objective, make_plan, make_review, make_task, make_their_task
from tests.factories.relationships import make_interaction
from tests.factories.voice import make_voice

SECTIONS = ["summary", "value", "goals", "readings", "people", "voices", "done", "promises", "next"]


@pytest.fixture
def customer(cast):
    return make_customer(cast["mei"], name="青禾制药", tier="S")


@pytest.fixture
def running():
    return quarters(today())[0]


def address(customer, quarter, query=""):
    return reverse("relationships:qbr", args=[customer.pk]) + f"?quarter={quarter.key}{query}"


def text_of(response):
    return "".join(sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(response.content))


def squeezed(text):
    return "".join(text.split())


def keep(client, customer, quarter, summary="本季度停机少了三分之一。", sections=None, version=0, **more):
    body = {"summary": summary, "sections": SECTIONS if sections is None else sections, "version": version, **more}
    return client.post(address(customer, quarter), body)


class TestDraft:
    def test_the_summary_is_kept_for_its_quarter(self, customer, cast, client, running):
        client.force_login(cast["mei"])
        assert keep(client, customer, running).status_code == 302
        assert "停机少了三分之一" in client.get(address(customer, running)).content.decode()
        before = quarters(today())[1]
        assert "停机少了三分之一" not in client.get(address(customer, before)).content.decode()

    def test_two_editors_lose_nothing(self, customer, cast, client, running):
        client.force_login(cast["mei"])
        keep(client, customer, running, summary="甲写的")
        answer = keep(client, customer, running, summary="乙写的")
        assert answer.status_code == 200
        page = answer.content.decode()
        assert "甲写的" in page
        assert "乙写的" in page
        assert ReviewPack.objects.get().summary == "甲写的"
        version = ReviewPack.objects.get().version
        assert keep(client, customer, running, summary="乙写的", version=version).status_code == 302
        assert ReviewPack.objects.get().summary == "乙写的"
        assert ReviewPack.objects.get().history.filter(summary="甲写的").exists()

    def test_a_reader_sees_the_pack_and_writes_nothing(self, customer, cast, client, running):
        client.force_login(cast["fay"])
        assert client.get(address(customer, running)).status_code == 200
        assert keep(client, customer, running).status_code == 403
        client.force_login(cast["otto"])
        assert client.get(address(customer, running)).status_code == 404
        assert keep(client, customer, running).status_code == 404
        assert not ReviewPack.objects.exists()

    def test_only_the_chosen_sections_are_in(self, customer, cast, client, running):
        make_reading(make_goal(customer, ops=cast["ops"]))
        client.force_login(cast["mei"])
        keep(client, customer, running, sections=["summary"])
        text = squeezed(text_of(client.get(address(customer, running, "&paper=pdf"))))
        assert "停机少了三分之一" in text
        assert "合格率" not in text
        assert "下一步" not in text


class TestPaper:
    @pytest.fixture
    def told(self, customer, cast, clock):
        """A quarter in which something of everything happened."""
        goal = make_goal(customer, ops=cast["ops"], their_owner=make_contact(customer, "秦望舒", title="厂长"))
        make_reading(goal, "75")
        plan = make_plan(customer)
        make_objective(plan, goal, text="夜班也能放心")
        plan_tasks.finish(make_task(plan, due_on=today(), text="装好传感器"), note="他们老板嫌贵", by=cast["mei"])
        make_their_task(plan, contact=goal.terms.their_owner, text="停线半天")
        make_review(plan, planned_on=today() + timedelta(days=40))
        make_interaction(customer, goal.terms.their_owner, kind="visit", at=timezone.now())
        return plan

    @pytest.mark.parametrize(
        ("language", "words"),
        [
            ("zh-hans", ["季度回顾", "夜班也能放心", "装好传感器", "停线半天", "下次回顾", "秦望舒"]),
            ("zh-hant", ["季度回顧", "夜班也能放心", "下次回顧"]),
            ("en", ["Quarterlyreview", "夜班也能放心", "Nextreview"]),
        ],
    )
    def test_it_is_a_pdf_in_the_chosen_language(self, customer, told, cast, client, running, language, words):
        client.force_login(cast["mei"])
        assert keep(client, customer, running, language=language).status_code == 302
        response = client.get(address(customer, running, "&paper=pdf"))
        assert response["Content-Type"] == "application/pdf"
        text = squeezed(text_of(response))
        for word in words:
            assert word in text, word

    def test_it_speaks_as_the_customer_does_while_the_page_speaks_as_the_reader(
        self, customer, told, cast, client, running
    ):
        make_voice(customer, text="夜班省心了", by=cast["mei"])
        Person.objects.filter(positions__customer=customer).update(language="en")
        client.force_login(cast["mei"])
        page, _mark, sheet = client.get(address(customer, running)).content.decode().partition('class="pack-sheet"')
        assert "Next review" in sheet
        assert "下次回顾" not in sheet
        assert "三句话小结" in page
        assert "English" in page

    def test_single_voices_stay_out_and_new_ones_come_in(self, customer, cast, client, running, clock):
        kept, out = (make_voice(customer, text=text, by=cast["mei"]) for text in ("夜班省心了", "你们反应太慢"))
        make_voice(customer, text="不许外传", speaker=make_contact(customer), anonymous=True, by=cast["mei"])
        client.force_login(cast["mei"])
        page, _mark, sheet = client.get(address(customer, running)).content.decode().partition('class="pack-sheet"')
        assert [words in page for words in ("夜班省心了", "你们反应太慢", "不许外传")] == [True, True, False]
        keep(client, customer, running, voices=[kept.pk])
        assert ReviewPack.objects.get().voices_out == [str(out.pk)]
        make_voice(customer, text="后来说的", by=cast["mei"])
        sheet = client.get(address(customer, running)).content.decode().partition('class="pack-sheet"')[2]
        paper = squeezed(text_of(client.get(address(customer, running, "&paper=pdf"))))
        for text in (sheet, paper):
            assert [words in text for words in ("夜班省心了", "你们反应太慢", "后来说的")] == [True, False, True]

    def test_nothing_that_is_ours_alone_is_in_it(self, customer, told, cast, client, running):
        contact = customer.contacts.first()
        judging_ties.judge(contact, cast["mei"], level=4, reason="私下很挺我们", by=cast["mei"])
        attitudes.judge(contact, attitude=-2, reason="背后反对", by=cast["mei"], on=today())
        CostLine.objects.create(
            customer=customer,
            key="C1",
            kind="product_cost",
            booked_on=today(),
            amount=Decimal("98765.43"),
            currency="CNY",
        )
        run = PlaybookRun.objects.create(customer=customer, playbook=Playbook.objects.earliest("pk"), fired_on=today())
        step = NextAction.objects.create(
            customer=customer, text="问清离开的原因", owner=cast["mei"], due_on=today(), run=run, created_by=cast["mei"]
        )
        next_actions.finish(step, by=cast["mei"], note="快丢了")
        by_hand = next_actions.add(
            customer=customer, text="跟老板对毛利", owner=cast["mei"], due_on=today(), by=cast["mei"]
        )
        next_actions.finish(by_hand, by=cast["mei"])
        standings.recompute(customer)
        client.force_login(cast["mei"])
        page = client.get(address(customer, running)).content.decode()
        sheet = page.partition('class="pack-sheet"')[2].partition("</main>")[0]
        paper = text_of(client.get(address(customer, running, "&paper=pdf")))
        ours = [
            "私下很挺我们", "背后反对", "98765", "98,765", "问清离开的原因", "快丢了", "跟老板对毛利", "他们老板嫌贵",
            "毛利", "成本", "只认识", "转凉", "剧本", "渗透", "温度", "预警", "反对", "力挺", "单点", "系于一人",
        ]  # fmt: skip
        for text in (squeezed(sheet), squeezed(paper)):
            assert [word for word in ours if word in text] == []
        assert "dasharray" not in sheet, "a judged tie is drawn"

    def test_voices_keep_their_words_masks_and_the_names_of_who_consents(self, customer, cast, client, running, clock):
        open_hearted, shy = (
            make_contact(customer, "秦望舒", title="厂长"),
            make_contact(customer, "白露生", title="课长"),
        )
        consents.give(open_hearted, purpose=ConsentRecord.Purpose.QUOTE, by=cast["mei"])
        make_voice(customer, text="白露生说得对，夜班省心了", speaker=open_hearted, by=cast["mei"])
        make_voice(customer, text="数据来得太晚", speaker=shy, by=cast["mei"])
        make_voice(customer, text="别说是我讲的", speaker=shy, anonymous=True, by=cast["mei"])
        client.force_login(cast["mei"])
        sheet = client.get(address(customer, running)).content.decode().partition('id="pack-voices"')[2]
        sheet = sheet.partition("</section>")[0]
        assert "███说得对，夜班省心了" in sheet
        assert "数据来得太晚" in sheet
        assert "厂长" in sheet
        assert "别说是我讲的" not in sheet
        assert "白露生" not in sheet
        assert "课长" not in sheet

    def test_a_foreign_customers_voices_and_tasks_are_not_in_it(self, customer, told, cast, client, running):
        other = make_customer(cast["mei"])
        make_voice(other, text="别家说的话", by=cast["mei"])
        make_their_task(make_plan(other), text="别家的任务")
        client.force_login(cast["mei"])
        page = client.get(address(customer, running)).content.decode()
        assert "别家" not in page

    def test_it_costs_the_same_however_much_happened(self, customer, told, cast, client, running):
        client.force_login(cast["mei"])

        def more():
            contact = make_contact(customer)
            make_reading(make_goal(customer, ops=cast["ops"], their_owner=contact))
            plan_tasks.finish(make_their_task(told, contact=contact), by=cast["mei"])
            make_task(told, due_on=today())
            make_voice(customer, by=cast["mei"])
            make_interaction(customer, contact, kind="visit", at=timezone.now())

        def cost():
            client.get(address(customer, running))
            with CaptureQueriesContext(connection) as queries:
                client.get(address(customer, running))
            return len(queries)

        more()
        few = cost()
        for _ in range(4):
            more()
        assert cost() == few
