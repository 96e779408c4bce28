"""Addresses of judgements and of what is known beside the ledger; `customers.urls` takes them in."""

from django.urls import path

from customers.views import judging, knowledge

urlpatterns = [
    path("customers/<int:pk>/judgement/", judging.judgement, name="judgement"),
    path("customers/<int:pk>/ratings/<slug:dimension>/", judging.rate, name="rate"),
    path("customers/<int:pk>/tier/", judging.override, name="override_tier"),
    path("tier-overrides/<int:pk>/take-back/", judging.take_back_override, name="take_back_override"),
    path("customers/<int:pk>/lighthouse/", judging.lighthouse, name="lighthouse"),
    path("customers/<int:pk>/value-plan/", judging.value_plan, name="value_plan"),
    *(
        pattern
        for noun, plural in (
            ("wallet", "wallet-estimates"),
            ("year", "years"),
            ("certificate", "certificates"),
            ("referral", "referrals"),
        )
        for pattern in (
            path(f"customers/<int:pk>/{plural}/new/", knowledge.new, {"noun": noun}, name=f"new_{noun}"),
            path(f"{plural}/<int:pk>/edit/", knowledge.edit, {"noun": noun}, name=f"edit_{noun}"),
            path(f"{plural}/<int:pk>/remove/", knowledge.remove, {"noun": noun}, name=f"remove_{noun}"),
            path(f"{plural}/<int:pk>/restore/", knowledge.restore, {"noun": noun}, name=f"restore_{noun}"),
        )
    ),
]
