"""A kind of job that the worker of the broker test knows: it says who did it."""

import os

from office import jobs


@jobs.runner("test.answering", label="Answering")
def answer(progress: jobs.Progress, *, question: str) -> dict[str, object]:
    progress.report(1, 1)
    return {"question": question, "worker": os.getpid()}
