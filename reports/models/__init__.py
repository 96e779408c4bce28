from reports.models.weekly_report import WeeklyReport

__all__ = ["WeeklyReport"]
