"""How a message says how many there are of something."""


def counted(n: int, what: str) -> str:
    """“1 finding”, “1,204 findings”, “2 fixes”: the number and the noun in the number that it asks for."""
    ending = "" if n == 1 else "es" if what.endswith("x") else "s"
    return f"{n:,} {what}{ending}"
