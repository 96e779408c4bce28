from office.admin import company, machinery, people

__all__ = ["company", "machinery", "people"]
