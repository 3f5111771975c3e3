"""Words of other languages that stand in English texts."""

from __future__ import annotations

# Articles, which stand before a foreign title (La notte) or name too; the small words that show that a stretch is not
# English.
SPANISH_ARTICLES = frozenset("el la los las".split())
FOREIGN_ARTICLES = SPANISH_ARTICLES | frozenset("le les il lo der die das den un una une gli du della al".split())
FOREIGN_SMALL = FOREIGN_ARTICLES - frozenset("den un una gli della al".split()) | frozenset(
    "des et est que y und ist di da na".split()
)

# In the names of institutions: words that follow an English one (Ministry of Inostrannykh Del), churches, newspapers.
FOREIGN_IN_NAMES = frozenset(
    """rossii ukrainy vnutrennikh inostrannykh nauk finansov oborony zdravookhraneniya obrazovaniya yustitsii finanzen
    verteidigung künste wissenschaften autónoma nacional católica estatal politécnica pontificia defensa educación
    ciencias relaciones exteriores étrangères défense santé finansów sprawiedliwości financí zahraničí vnitra
    školství""".split()
)
CHURCHES = frozenset("kathedrale kirche sobor tserkov iglesia église chiesa kościół kostel".split())
NEWSPAPERS = frozenset("zeitung periódico giornale gazeta noviny".split())
