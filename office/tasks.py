"""Messages to workers. Each takes ids only and calls one service; the rows hold the truth."""

from celery import shared_task

from office.services import beating, jobs, mailing


@shared_task(name="office.tasks.perform", ignore_result=True)
def perform(job_id: int) -> None:
    jobs.run(job_id)


@shared_task(name="office.tasks.tick", ignore_result=True)
def tick() -> None:
    """Every half minute: sign of life, lost jobs, due schedules, waiting mails. One that fails stops no other."""
    faults: list[Exception] = []
    for step in (beating.beat, jobs.sweep, jobs.enqueue_due, mailing.send_due):
        try:
            step()
        except Exception as fault:
            faults.append(fault)
    if faults:
        raise ExceptionGroup("the tick met faults", faults)
