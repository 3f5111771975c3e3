"""Pages for people who would rather look than read a list: what the HTML report and the local page share.

model.py makes plain values of a report, layout.py cuts texts into paragraphs and runs, plots.py counts for the plots,
render.py fills the templates. Whatever comes from an article, a file's name or a message is escaped there.
"""
