"""Success plans: what both sides promised, one list of promises, and nobody writing over anybody."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from customers.errors import EditConflictError, FieldRefusedError, ReasonMissingError
from customers.models import Customer, HistoryEntry
from office.clock import today
from relationships.errors import OwnerCannotSeeError, PlanClosedError
from relationships.models import NextAction, PlanReview, PlanTask, SuccessPlan
from relationships.selectors.plans import states, without_plan
from relationships.services import next_actions, plan_parts, plan_progress, plan_tasks, plans
from tests.factories.customers import make_contact, make_customer
from tests.factories.outcomes import make_goal, make_reading
from tests.factories.plans import make_objective, make_plan, make_review, make_task, make_their_task

YESTERDAY, SOON = timedelta(days=-1), timedelta(days=7)


@pytest.fixture
def customer(cast):
    return make_customer(cast["mei"], name="青禾制药", tier="S")


@pytest.fixture
def plan(customer):
    return make_plan(customer)


def progress(plan):
    [found] = states(SuccessPlan.objects.filter(pk=plan.pk), today())
    return found.progress


def page(client, customer, query=""):
    return client.get(reverse("relationships:success-plan", args=[customer.pk]) + query).content.decode()


class TestPlan:
    def test_a_customer_has_one_live_plan(self, customer, plan, cast):
        with pytest.raises(plans.PlanStandsError):
            make_plan(customer)
        plans.close(plan, result="partly", reason="预算没批", by=cast["mei"])
        make_plan(customer, title="第二年")
        with pytest.raises(plans.PlanStandsError):
            plans.reopen(plan, by=cast["mei"])

    def test_it_ends_after_it_starts_and_its_owner_sees_the_customer(self, customer, cast):
        with pytest.raises(FieldRefusedError):
            make_plan(customer, ends_on=today() - timedelta(days=300))
        with pytest.raises(OwnerCannotSeeError):
            make_plan(customer, owner=cast["otto"])

    def test_two_editors_of_one_field_are_told_and_of_two_fields_both_keep_theirs(self, plan, cast):
        version = plan.version
        plans.change(plan, changes={"title": "甲"}, version=version, by=cast["mei"])
        with pytest.raises(EditConflictError):
            plans.change(plan, changes={"title": "乙"}, version=version, by=cast["lea"])
        later = today() + timedelta(days=400)
        plans.change(plan, changes={"title": plan.title, "ends_on": later}, version=version, by=cast["lea"])
        plan.refresh_from_db()
        assert (plan.title, plan.ends_on) == ("甲", later)

    def test_closing_needs_a_reason_and_takes_what_is_open_with_it(self, plan, cast):
        ours, theirs = make_task(plan, due_on=today() + YESTERDAY), make_their_task(plan, due_on=today() + YESTERDAY)
        done = make_task(plan, due_on=today() + YESTERDAY)
        review = make_review(plan)
        plan_tasks.finish(done, by=cast["mei"])
        with pytest.raises(ReasonMissingError):
            plans.close(plan, result="partly", reason=" ", by=cast["mei"])
        plans.close(plan, result="partly", reason="预算没批", by=cast["mei"])
        for row in (ours, theirs, review):
            row.refresh_from_db()
            assert (row.is_dropped, row.drop_reason) == (True, "预算没批")
        assert not NextAction.objects.open().exists()
        assert (progress(plan).done, progress(plan).due) == (1, 3), "closing made the plan look finished"
        with pytest.raises(PlanClosedError):
            make_task(plan)
        with pytest.raises(PlanClosedError):
            next_actions.reopen(ours.action, by=cast["mei"])

    def test_opened_again_it_brings_back_what_closing_dropped_and_nothing_else(self, plan, cast):
        kept, given_up = make_task(plan), make_their_task(plan)
        plan_tasks.drop(given_up, reason="不需要了", by=cast["mei"])
        plans.close(plan, result="overtaken", reason="误关", by=cast["mei"])
        plans.reopen(plan, by=cast["mei"])
        kept.refresh_from_db()
        given_up.refresh_from_db()
        assert kept.is_open
        assert given_up.is_dropped
        assert NextAction.objects.open().get().plan_task == kept

    def test_every_verb_is_on_the_timeline(self, plan, cast, client):
        make_objective(plan)
        plan_tasks.finish(make_their_task(plan), note="停了半天", by=cast["mei"])
        client.force_login(cast["mei"])
        text = client.get(reverse("customers:history", args=[plan.customer_id])).content.decode()
        verbs = set(HistoryEntry.objects.filter(customer=plan.customer).values_list("verb", flat=True))
        assert {"plan_made", "plan_objective_added", "plan_task_added", "plan_task_done"} <= verbs
        assert "plan_made" not in text


class TestTasks:
    def test_a_task_of_ours_is_a_next_action_and_done_there_is_done_here(self, plan, cast):
        task = make_task(plan)
        action = task.action
        assert (action.owner, action.text, action.due_on) == (cast["mei"], task.text, task.due_on)
        next_actions.finish(action, by=cast["mei"], note="装了三台")
        task.refresh_from_db()
        assert (task.done_note, task.done_by) == ("装了三台", cast["mei"])
        next_actions.reopen(action, by=cast["mei"])
        task.refresh_from_db()
        assert task.is_open

    def test_done_here_is_done_there(self, plan, cast):
        task = make_task(plan)
        plan_tasks.finish(task, note="好了", by=cast["mei"])
        assert not NextAction.objects.open().exists()
        plan_tasks.reopen(task, by=cast["mei"])
        assert NextAction.objects.open().count() == 1
        plan_tasks.drop(task, reason="改了方案", by=cast["mei"])
        assert NextAction.objects.get().cancel_reason == "改了方案"

    def test_moved_on_today_it_is_moved_in_the_plan_and_changed_in_the_plan_it_is_changed_on_today(self, plan, cast):
        task = make_task(plan)
        next_actions.postpone(task.action, due_on=today() + timedelta(days=20), by=cast["mei"])
        task.refresh_from_db()
        assert task.due_on == today() + timedelta(days=20)
        plan_tasks.change(task, changes={"text": "装四台", "owner": cast["lea"]}, version=task.version, by=cast["mei"])
        action = NextAction.objects.get()
        assert (action.text, action.owner, action.due_on) == ("装四台", cast["lea"], today() + timedelta(days=20))

    def test_it_stands_on_today_and_beside_the_timeline_once(self, plan, cast, client):
        make_task(plan, due_on=today(), text="装好传感器")
        client.force_login(cast["mei"])
        assert client.get("/").content.decode().count('<span class="actions__text">装好传感器') == 1
        assert "装好传感器" in client.get(plan.customer.get_absolute_url()).content.decode()

    def test_a_task_of_theirs_is_nobodys_next_action(self, plan):
        make_their_task(plan)
        assert not NextAction.objects.exists()

    def test_a_contact_of_another_customer_is_refused(self, plan, cast, client):
        stranger = make_contact(make_customer(cast["mei"]))
        with pytest.raises(FieldRefusedError):
            make_their_task(plan, contact=stranger)
        task = make_their_task(plan)
        with pytest.raises(FieldRefusedError):
            plan_tasks.change(task, changes={"contact": stranger}, version=1, by=cast["mei"])
        with pytest.raises(FieldRefusedError):
            make_review(plan, theirs=[stranger])
        client.force_login(cast["mei"])
        url = reverse("relationships:success-plan-task-add-theirs", args=[plan.pk])
        body = {"text": "停线", "contact": stranger.pk, "due_on": today().isoformat()}
        assert client.post(url, body).status_code == 200
        assert PlanTask.objects.count() == 1

    def test_a_goal_of_another_customer_is_refused(self, plan, cast):
        with pytest.raises(FieldRefusedError):
            make_objective(plan, make_goal(make_customer(cast["mei"]), ops=cast["ops"]))

    def test_what_is_closed_is_opened_before_it_is_changed(self, plan, cast):
        task = make_their_task(plan)
        plan_tasks.finish(task, by=cast["mei"])
        with pytest.raises(plan_tasks.TaskClosedError):
            plan_tasks.finish(task, by=cast["mei"])
        with pytest.raises(plan_tasks.TaskClosedError):
            plan_tasks.change(task, changes={"text": "别的"}, version=None, by=cast["mei"])
        plan_tasks.reopen(task, by=cast["mei"])
        with pytest.raises(ReasonMissingError):
            plan_tasks.drop(task, reason=" ", by=cast["mei"])

    def test_two_editors_of_one_task(self, plan, cast):
        task = make_task(plan)
        plan_tasks.change(task, changes={"text": "甲"}, version=1, by=cast["mei"])
        with pytest.raises(EditConflictError):
            plan_tasks.change(task, changes={"text": "乙"}, version=1, by=cast["lea"])
        assert NextAction.objects.get().text == "甲"


class TestReviews:
    def test_held_with_both_sides_it_keeps_what_was_said(self, plan, cast):
        contact, review = make_contact(plan.customer), make_review(plan)
        with pytest.raises(FieldRefusedError):
            hold(review, cast, held_on=today() + SOON)
        hold(review, cast, ours=[cast["mei"]], theirs=[contact])
        review.refresh_from_db()
        assert (review.held_on, list(review.theirs.all())) == (today(), [contact])
        with pytest.raises(plan_parts.ReviewHeldError):
            plan_parts.drop(review, reason="no", by=cast["mei"])
        with pytest.raises(plan_parts.ReviewHeldError):
            plan_parts.change_review(review, changes={"planned_on": today()}, version=None, by=cast["mei"])

    def test_two_editors_of_who_takes_part(self, plan, cast):
        review = make_review(plan)
        plan_parts.change_review(review, changes={"ours": [cast["lea"]]}, version=1, by=cast["mei"])
        with pytest.raises(plan_parts.PartChangedMeanwhileError):
            plan_parts.change_review(review, changes={"ours": [cast["mei"]]}, version=1, by=cast["mei"])

    def test_dropped_with_a_reason_it_can_be_taken_up_again(self, plan, cast):
        review = make_review(plan)
        with pytest.raises(ReasonMissingError):
            plan_parts.drop(review, reason="", by=cast["mei"])
        plan_parts.drop(review, reason="他们出差", by=cast["mei"])
        plan_parts.restore(review, by=cast["mei"])
        assert not PlanReview.objects.get().is_dropped


def hold(review, cast, held_on=None, ours=(), theirs=()):
    return plan_parts.hold_review(
        review,
        held_on=held_on or today(),
        notes="都满意",
        decisions="加一台",
        ours=ours,
        theirs=theirs,
        version=None,
        by=cast["mei"],
    )


class TestPages:
    def test_the_tab_shows_objectives_with_goals_both_sides_and_what_is_unknown(self, plan, cast, client):
        goal = make_goal(plan.customer, ops=cast["ops"])
        make_reading(goal, "75")
        make_objective(plan, goal, text="停机少一半")
        make_their_task(plan, contact=make_contact(plan.customer, "秦望舒"))
        client.force_login(cast["mei"])
        text = page(client, plan.customer)
        for shown in ("停机少一半", str(goal.kpi), "50%", "秦望舒", "还没有任务到期"):
            assert shown in text

    def test_a_closed_plan_is_readable_and_not_writable(self, plan, cast, client):
        make_their_task(plan, text="停线半天")
        plans.close(plan, result="reached", reason="线已跑满", by=cast["mei"])
        client.force_login(cast["mei"])
        assert "线已跑满" in page(client, plan.customer)
        closed = page(client, plan.customer, f"?plan={plan.pk}")
        assert "停线半天" in closed
        assert reverse("relationships:success-plan-change", args=[plan.pk]) not in closed
        other = make_customer(cast["mei"])
        assert (
            client.get(reverse("relationships:success-plan", args=[other.pk]) + f"?plan={plan.pk}").status_code == 404
        )

    def test_a_foreign_plan_does_not_exist(self, plan, client, cast):
        client.force_login(cast["otto"])
        task = make_task(plan)
        for name, pk in (
            ("success-plan", plan.customer_id),
            ("success-plan-change", plan.pk),
            ("success-plan-task-change", task.pk),
        ):
            assert client.get(reverse(f"relationships:{name}", args=[pk])).status_code == 404
        assert plan.title not in client.get(reverse("relationships:success-plans")).content.decode()

    def test_forms_make_a_whole_plan(self, customer, cast, client):
        client.force_login(cast["mei"])
        day = today()
        make = {"title": "跑满", "owner": cast["mei"].pk, "starts_on": day, "ends_on": day + timedelta(days=90)}
        assert client.post(reverse("relationships:success-plan-make", args=[customer.pk]), make).status_code == 302
        plan = SuccessPlan.objects.get()
        contact = make_contact(customer)
        goal = make_goal(customer, ops=cast["ops"])
        acts = [
            ("success-plan-objective-add", {"text": "少停机", "goals": [goal.pk]}),
            ("success-plan-task-add", {"text": "装传感器", "owner": cast["mei"].pk, "due_on": day}),
            ("success-plan-task-add-theirs", {"text": "停线", "contact": contact.pk, "due_on": day}),
            ("success-plan-review-add", {"planned_on": day, "ours": [cast["mei"].pk], "theirs": [contact.pk]}),
        ]
        for name, body in acts:
            assert client.post(reverse(f"relationships:{name}", args=[plan.pk]), body).status_code == 302, name
        review = PlanReview.objects.get()
        held = {"held_on": day, "notes": "好", "decisions": "", "ours": [cast["mei"].pk], "version": review.version}
        assert client.post(reverse("relationships:success-plan-review-hold", args=[review.pk]), held).status_code == 302
        objective = plan.objectives.get()
        assert list(objective.goals.all()) == [goal]
        changed = {"text": "少停一半", "order": 1, "version": objective.version}
        url = reverse("relationships:success-plan-objective-change", args=[objective.pk])
        assert client.post(url, changed).status_code == 302
        objective.refresh_from_db()
        assert (objective.text, objective.goals.count()) == ("少停一半", 0)
        body = {"result": "reached", "reason": "成了"}
        assert client.post(reverse("relationships:success-plan-close", args=[plan.pk]), body).status_code == 302

    def test_the_list_narrows_to_mine_to_overdue_and_to_key_customers_without_a_plan(self, plan, cast, client):
        late = make_plan(make_customer(cast["lea"], name="南岸仪表"), by=cast["lea"])
        make_task(late, due_on=today() + YESTERDAY)
        make_customer(cast["mei"], name="白塔医疗", tier="A")
        make_customer(cast["mei"], name="小客户", tier="C")
        client.force_login(cast["mei"])

        def shown(query):
            return client.get(reverse("relationships:success-plans") + query).content.decode()

        assert "青禾制药" in shown("")
        assert "南岸仪表" in shown("")
        assert "南岸仪表" not in shown("?of=mine")
        assert "青禾制药" not in shown("?show=overdue")
        assert "白塔医疗" in shown("?show=without")
        assert "小客户" not in shown("?show=without")
        assert [str(one) for one in without_plan(cast["mei"])] == ["白塔医疗"]
        assert not without_plan(cast["otto"]).exists()

    @pytest.mark.parametrize("query", ["", "?show=overdue", "?show=without"])
    def test_the_list_costs_the_same_however_many_plans(self, plan, cast, client, query):
        client.force_login(cast["mei"])

        def cost():
            client.get(reverse("relationships:success-plans") + query)
            with CaptureQueriesContext(connection) as queries:
                client.get(reverse("relationships:success-plans") + query)
            return len(queries)

        def more(count):
            for _ in range(count):
                make_customer(cast["mei"], tier="A")
                one = make_plan(make_customer(cast["mei"], tier="S"))
                make_task(one, due_on=today() + YESTERDAY)
                make_review(one)

        more(2)
        few = cost()
        more(6)
        assert cost() == few

    def test_the_tab_costs_the_same_however_much_is_planned(self, plan, cast, client):
        client.force_login(cast["mei"])

        def fill():
            goal = make_goal(plan.customer, ops=cast["ops"])
            make_reading(goal)
            objective = make_objective(plan, goal)
            make_task(plan, objective=objective)
            plan_tasks.finish(make_their_task(plan), by=cast["mei"])
            make_review(plan, ours=[cast["mei"]], theirs=[make_contact(plan.customer)])

        def cost():
            page(client, plan.customer)
            with CaptureQueriesContext(connection) as queries:
                page(client, plan.customer)
            return len(queries)

        fill()
        few = cost()
        for _ in range(4):
            fill()
        assert cost() == few

    def test_the_customer_list_tells_and_filters_by_plan(self, plan, cast, client):
        make_customer(cast["mei"], name="白塔医疗")
        client.force_login(cast["mei"])
        url = reverse("customers:list") + "?columns=plan_until"
        text = client.get(url).content.decode()
        assert plan.ends_on.isoformat() in text
        only = client.get(url + "&plan_until=none").content.decode()
        assert "白塔医疗" in only
        assert "青禾制药" not in only
        assert Customer.objects.count() == 2

    def test_the_customer_list_tells_orders_and_filters_by_progress(self, plan, cast, client):
        make_customer(cast["mei"], name="白塔医疗")
        first, _second = (make_task(plan, due_on=today()) for _number in range(2))
        their = make_their_task(plan, due_on=today() + timedelta(days=1))
        client.force_login(cast["mei"])
        url = reverse("customers:list") + "?columns=plan_progress&sort=-plan_progress"

        def shown(**narrowed):
            rows = client.get(url + "".join(f"&{name}={value}" for name, value in narrowed.items()))
            return rows.content.decode()

        assert ">0%<" in shown(plan_progress="behind")
        plan_tasks.finish(first, by=cast["mei"])
        assert ">50%<" in shown()
        plan_tasks.change(their, changes={"due_on": today()}, version=their.version, by=cast["mei"])
        assert ">33%<" in shown()
        assert "青禾制药" not in shown(plan_progress="kept")
        SuccessPlan.objects.update(progress=None)
        assert "没有到期的任务" in shown()
        assert plan_progress.recompute() == 1
        assert SuccessPlan.objects.get().progress == pytest.approx(1 / 3)
        assert plan.history.count() == 1
