"""Why a customer stays 客户策略: what holds it, what leaving would cost it, and where our effort goes."""
