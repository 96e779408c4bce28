"""The invented company: Hengsheng Sensing 衡声传感, which sells machine monitoring to sixty factories.

Every name, number and word here is made up. Rows of a customer carry the external id `demo:<code>` and the tag
“invented”, so that one command takes all of it out again.
"""
