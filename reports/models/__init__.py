from reports.models.recalculation import MovedCustomer, Recalculation
from reports.models.weekly_report import WeeklyReport

__all__ = ["MovedCustomer", "Recalculation", "WeeklyReport"]
