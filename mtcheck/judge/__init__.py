"""Asks a language model about an article and its source: any server that speaks OpenAI's chat completions.

An article is untrusted and so is an answer: what is sent stands between markers that nobody can foresee, and what comes
back counts only as far as it has the form that was asked for and can be found in the text. Needs the extra `judge`
(httpx), and is imported by `mtcheck judge` alone.
"""
