from customers.admin import customer, dictionaries, effort, judgements, ledger, people, receivables, sales

__all__ = ["customer", "dictionaries", "effort", "judgements", "ledger", "people", "receivables", "sales"]
