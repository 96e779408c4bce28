from customers.admin import customer, dictionaries, ledger, people

__all__ = ["customer", "dictionaries", "ledger", "people"]
