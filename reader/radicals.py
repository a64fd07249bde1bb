"""Radicals that fonts put for kanji (⻑ for 長), with the kanji that they look like.

Those of the Kangxi block are what Unicode says; those of the supplement are chosen by their look.
"""

import unicodedata

RADICALS: dict[int, str] = {
    ord(radical): kanji
    for radical, kanji in zip(
        "⺁⺅⺈⺉⺊⺌⺍⺎⺒⺓⺔⺖⺘⺙⺛⺜⺝⺞⺟⺠⺡⺣⺤⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺲⺶⺷⺸⺹⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻉⻊⻋⻌⻍⻎⻏⻑⻒⻔⻕⻖⻗⻘⻚⻛⻜⻝⻞⻟⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂亻刀刂卜小小兀巳幺彑忄扌攵旡日月歺母民氵灬爫丬牛犭王疋罒示礻竹糸罒羊羊羊耂聿肉臼艹艹艹虎衤西西見角角貝足車辶辶辶阝長長門阜阝雨青頁風飛食食食首馬骨鬼魚鳥鹵麦黄黽斉斉歯歯竜竜亀亀亀",
        strict=True,
    )
}
RADICALS |= {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
RADICALS |= {ord(radical): kanji for radical, kanji in zip("⼾⾭⿈⿊", "戸青黄黒", strict=True)}
"""By code: ready for ``str.translate``."""
