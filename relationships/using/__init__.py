"""How customers use what they bought: as pages, lists and charts show it."""
