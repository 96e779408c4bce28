"""Properties are tried on the same examples every time, and a busy machine is no reason to fail."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "steady", max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")
