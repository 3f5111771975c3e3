"""A small server for one's own machine: a page that marks an article as one types, and POST /check.

desk.py examines texts, as everything else does, through run.flow.examine; guard.py stands before all routes; bounds.py
holds what a request may cost. A module of routes offers `routes(desk)`, and app.py puts them together.
"""
