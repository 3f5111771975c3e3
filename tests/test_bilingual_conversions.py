"""Measures rightly converted say nothing; wrongly converted ones are found beside them."""

from __future__ import annotations

import pytest

from mtcheck.checking.settings import Settings
from mtcheck.reading.base import Segment
from mtcheck.run.segments import check_segments

CODES = ("BNU001", "BNU002", "BNU003", "BNU006", "BOM004")
RIGHT = [
    # degrees of which one side or none says which they are
    ("de", "Morgen werden es über 30 Grad.", "Tomorrow temperatures will be in the 90s."),
    ("de", "Morgen werden bis zu 38 °C erwartet.", "Highs near 100 are expected tomorrow."),
    ("es", "Se esperan de 35 a 38 grados.", "Temperatures of 95 to 100 degrees are expected."),
    ("fr", "Il fera 24 degrés demain.", "It will be in the mid-70s tomorrow."),
    ("ru", "Завтра ожидается до 27 градусов.", "Highs in the low 80s are expected tomorrow."),
    ("uk", "Завтра очікується до 27 градусів.", "It will be about 80 degrees tomorrow."),
    ("pl", "Jutro będzie do 32 stopni.", "It will be about 90 degrees tomorrow."),
    ("cs", "Zítra bude až 32 stupňů.", "It will be about 90 degrees tomorrow."),
    ("it", "Domani si arriverà a 32 gradi.", "It will reach 90 degrees tomorrow."),
    ("pt", "Amanhã fará 32 graus.", "It will reach 90 degrees tomorrow."),
    ("nl", "Morgen wordt het 32 graden.", "It will reach 90 degrees tomorrow."),
    ("sv", "I morgon blir det 32 grader.", "It will reach 90 degrees tomorrow."),
    ("tr", "Yarın hava 32 derece olacak.", "It will reach 90 degrees tomorrow."),
    ("ja", "明日は32度になる。", "It will reach 90 degrees tomorrow."),
    ("ko", "내일은 32도까지 오른다.", "It will reach 90 degrees tomorrow."),
    ("zh", "明天气温将达32度。", "It will reach 90 degrees tomorrow."),
    ("vi", "Ngày mai trời sẽ nóng 32 độ.", "It will reach 90 degrees tomorrow."),
    ("id", "Besok suhu mencapai 32 derajat.", "It will reach 90 degrees tomorrow."),
    ("ar", "ستصل الحرارة غدا إلى 32 درجة.", "It will reach 90 degrees tomorrow."),
    ("he", "מחר יהיו 32 מעלות.", "It will reach 90 degrees tomorrow."),
    ("fa", "فردا دما به ۳۲ درجه می‌رسد.", "It will reach 90 degrees tomorrow."),
    ("hi", "कल तापमान 32 डिग्री होगा।", "It will reach 90 degrees tomorrow."),
    ("el", "Αύριο θα έχει 32 βαθμούς.", "It will reach 90 degrees tomorrow."),
    # ranges of degrees
    ("de", "Es bleibt bei 27 bis 32 Grad.", "It will stay at 80 to 90 degrees."),
    ("it", "Si resta tra 27 e 32 gradi.", "It will stay between 80 and 90 degrees."),
    ("de", "Es bleibt bei 29 Grad.", "It will stay at 80 to 90 degrees."),
    # below zero
    ("ru", "Ночью было минус 30 градусов.", "It was 22 below zero Fahrenheit at night."),
    ("de", "Nachts waren es minus 12 Grad.", "At night it was 10 degrees Fahrenheit."),
    # differences
    ("de", "Es wird 6 bis 8 Grad wärmer als üblich.", "It will be 10 to 15 degrees above average."),
    ("fr", "Il fera 6 à 8 degrés de plus que d'habitude.", "It will be 10 to 15 degrees warmer than usual."),
    # inches, also ranges and fractions
    ("de", "Es fallen 50 bis 100 mm Regen.", "There will be 2 to 4 inches of rain."),
    ("he", 'צפויים 5–10 ס"מ של שלג.', "Some 2 to 4 inches of snow are expected."),
    ("fa", "بارش ۵ تا ۱۰ سانتی‌متر برف پیش‌بینی می‌شود.", "Some 2 to 4 inches of snow are expected."),
    ("es", "Cayeron 13 mm de lluvia.", "Half an inch of rain fell."),
    ("ja", "雨は19ミリメートル降った。", "About three-quarters of an inch of rain fell."),
    ("pl", "Deska ma 38 mm grubości.", "The board is 1.5 inches thick."),
    ("sv", "Brädan är 38 mm tjock.", "The board is one and a half inches thick."),
    ("it", "La tavola è spessa 25 mm.", "The board is an inch thick."),
    ("ru", "Доска толщиной 44 мм.", "The board is 1 3/4 inches thick."),
    # feet and inches
    ("de", "Der Wirt ist 1,98 Meter groß.", "The landlord is 6-foot-6."),
    ("fr", "L'aubergiste mesure 198 cm.", "The landlord is 6'6\" tall."),
    ("tr", "Hancı 198 cm boyunda.", "The landlord is 6ft 6in tall."),
    ("es", "El tabernero mide 180 centímetros.", "The landlord is 5 feet 11 tall."),
    ("fr", "L'aubergiste mesure 1 m 98.", "The landlord is 78 inches tall."),
    # miles, yards, speed
    ("cs", "Jel rychlostí 105 km/h.", "He drove at 65 mph."),
    ("vi", "Anh ấy lái xe với tốc độ 105 km/giờ.", "He drove at 65 miles per hour."),
    ("ar", "كان يقود بسرعة 105 كيلومترا في الساعة.", "He drove at 65 miles an hour."),
    ("sv", "Det blåste 25 m/s i natt.", "Winds blew at 56 mph at night."),
    ("nl", "Het schip voer 37 km/u.", "The ship sailed at 20 knots."),
    ("hi", "दुकान 274 मीटर दूर है।", "The shop is 300 yards away."),
    # area
    ("pt", "A fazenda tem 8 hectares.", "The farm has 20 acres."),
    ("de", "Die Wohnung hat 93 Quadratmeter.", "The flat has 1,000 square feet."),
    ("ko", "그 지역은 260제곱킬로미터이다.", "The area covers 100 square miles."),
    ("es", "La zona tiene 260 kilómetros cuadrados.", "The area covers 100 square miles."),
    # weight and volume
    ("uk", "Пес важить 32 кілограми.", "The dog weighs 70 pounds."),
    ("el", "Ο σκύλος ζυγίζει 32 κιλά.", "The dog weighs 70 pounds."),
    ("id", "Kotak itu beratnya 340 gram.", "The box weighs 12 ounces."),
    ("de", "Er wiegt 76 Kilo.", "He weighs 12 stone."),
    ("zh", "油箱容量为57升。", "The tank holds 15 gallons."),
    # both in one side, and rounded as people do
    ("de", "Der Tisch ist 10 cm höher.", "The table is 10 cm (4 inches) higher."),
    ("fr", "La table a 10 cm (4 pouces) de plus.", "The table is 4 inches higher."),
    ("pl", "Zamek leży prawie 25 km od miasta.", "The castle is about 15 miles from town."),
    ("de", "Die Stadt liegt 40 km entfernt.", "The town is 25 miles away."),
    ("de", "Morgen werden es bis zu 38.", "Highs near 100 are expected tomorrow."),
    ("de", "Es bleibt bei 26 bis 31 Grad.", "It will stay in the 80s, a warm day."),
    ("de", "Es bleibt bei 27 bis 32 Grad.", "It will stay around 85 degrees."),
    ("de", "Es fallen 80 mm Regen.", "There will be 2 to 4 inches of rain."),
    ("de", "Es fallen 50 bis 100 mm Regen.", "There will be 3 inches of rain."),
    ("sv", "Brädan är 190 mm tjock.", "The board is seven and a half inches thick."),
    ("fr", "L'aubergiste mesure 198 cm.", "The landlord is 6′6″ tall."),
    ("de", "Er lief 40 m, 400 mal.", "He ran 44 yards, 400 times."),
    ("ja", "犬は32キロある。", "The dog weighs 70 pounds."),
    ("pl", "Zamek leży 26 km od miasta.", "The castle is about 15 miles from town."),
    ("de", "Es sind 25 cm, nicht 10 cm.", "It is 10 inches, not 10 cm."),
    # a measure that looks like one in another unit stands beside its own
    ("de", "Er sägte von 25 cm noch 10 cm ab.", "He cut 4 inches off the 10 inches."),
]
WRONG = [
    ("de", "Der Saal hat 93 Quadratmeter.", "The hall has 111 chairs."),
    ("de", "Das Brett ist 35 cm lang.", "The board has 350 holes."),
    ("it", "Domani saranno 30 gradi.", "It will be 86 °C tomorrow."),
    ("de", "Es kamen 38 Gäste.", "Some 99 guests came."),
    ("de", "Morgen werden es über 20 Grad.", "Tomorrow temperatures will be in the 90s."),
    ("es", "Se esperan 35 grados.", "Temperatures of 78 degrees are expected."),
    ("fr", "Il fera 24 degrés demain.", "It will be 94 degrees tomorrow."),
    ("ru", "Завтра ожидается 25 °C.", "It will be 95 °F tomorrow."),
    ("it", "Domani saranno 32 gradi.", "It will be 32 degrees Fahrenheit tomorrow, or 45 degrees."),
    ("de", "Es bleibt bei 27 bis 32 Grad.", "It will stay at 60 to 70 degrees."),
    ("de", "Nachts waren es 12 Grad.", "At night it was 10 degrees."),
    ("de", "Es wird 16 Grad wärmer als üblich.", "It will be 12 degrees above average."),
    ("de", "Es fallen 50 mm Regen.", "There will be 5 inches of rain."),
    ("he", 'צפויים 50 ס"מ של שלג.', "Some 6 inches of snow are expected."),
    ("de", "Der Wirt ist 198 cm groß.", "The landlord is 58 inches tall."),
    ("cs", "Jel 65 km.", "He drove 65 miles."),
    ("ar", "كان يقود 65 كيلومترا.", "He drove 65 miles."),
    ("pt", "A fazenda tem 8 hectares.", "The farm has 45 acres."),
    ("uk", "Пес важить 32 кілограми.", "The dog weighs 43 pounds."),
    ("zh", "油箱容量为57升。", "The tank holds 25 gallons."),
    ("fr", "La table a 35 cm de plus.", "The table is 53 cm higher."),
    ("hi", "दुकान 274 मीटर दूर है।", "The shop is 742 metres away."),
]


def found(lang: str, source: str, text: str) -> list[str]:
    """The codes of what is reported, however unsure, with the pieces given."""
    settings = Settings(source_lang=lang, min_confidence=0.1, select=CODES)
    return [f.code for f in check_segments(iter([Segment("1", source, text)]), settings).findings]


@pytest.mark.parametrize(("lang", "source", "text"), RIGHT)
def test_rightly_converted_measures_say_nothing(lang: str, source: str, text: str) -> None:
    assert found(lang, source, text) == []


@pytest.mark.parametrize(("lang", "source", "text"), WRONG)
def test_wrongly_converted_measures_are_found(lang: str, source: str, text: str) -> None:
    assert found(lang, source, text)
