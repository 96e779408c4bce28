from customers.admin import customer, dictionaries, judgements, ledger, people, sales

__all__ = ["customer", "dictionaries", "judgements", "ledger", "people", "sales"]
