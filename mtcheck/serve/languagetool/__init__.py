"""LanguageTool's HTTP protocol, which LibreOffice, browsers and editors speak.

annotated.py and request.py say what is asked, choice.py which rules that means, categories.py and matches.py what a
finding is to a client, answers.py puts the answer together, upstream.py asks another server too. Only routes.py knows
the web. Offsets of the protocol count units of UTF-16.
"""
