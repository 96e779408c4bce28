"""The geometry of our charts: plain values in, shapes with coordinates out. No rows, no clock, no settings.

A chart is a frozen `Picture` of named layers of shapes. Its template in `templates/components/charts/` says which layer lies
on which; `palette` says which colour a tone has on paper, the stylesheet which one on a dark screen. See docs/charts.md.
"""
