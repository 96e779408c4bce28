"""Good manners, computed: how somebody is spoken to, whom to congratulate, what a gift may cost. Plain values only."""
