"""A session in one look: its bar and the same as a list, what was decided and asked, how it is sent on."""

import itertools
import re
from pathlib import Path

from starlette.testclient import TestClient

from reader.importing.importer import Importer
from reader.settings.site import Settings
from reader.web.app import create_app
from tests.web.conftest import SAMPLE, SEED
from tests.web.sites import one, parsed, texts


def test_each_turn_is_a_stretch_of_the_bar_with_a_name_and_a_line_of_the_list(client: TestClient) -> None:
    page = parsed(client, SEED)
    ways = [way.attributes["href"] for way in page.css(".flow__bar a")]
    assert ways == [f"#{turn.attributes['data-passage']}" for turn in page.css("article")]
    assert [link.attributes["href"] for link in page.css(".flow__turns a")] == ways
    names = texts(page, ".flow__bar title")
    assert names[1] == "事務局、1回目、約20秒" and len(set(names)) == 42
    assert texts(page, ".flow__turns li")[1] == "事務局、1回目約20秒"
    places = [
        (float((rect.attributes["x"] or "").rstrip("%")), float((rect.attributes["width"] or "").rstrip("%")))
        for rect in page.css(".flow__bar a rect")
    ]
    assert all(x + width <= following + 0.02 for (x, width), (following, _) in itertools.pairwise(places))
    assert 90 < sum(width for _, width in places) <= 100


def test_no_role_is_told_by_its_colour_alone(client: TestClient) -> None:
    """Each role has a pattern of its own, a colour of its own, and a word beside them."""
    page = parsed(client, SAMPLE)
    drawn = [node.attributes["id"] for node in page.css("pattern")]
    assert (
        len({shape.attributes["d"] for shape in page.css("pattern path")})
        == len(drawn)
        == len(texts(page, ".flow__role"))
        == 5
    )
    used = {rect.attributes["fill"] for rect in page.css(".flow__bar a rect, .swatch__ground")}
    assert used == {f"url(#{name})" for name in drawn}


def test_what_was_decided_and_what_is_asked_stand_before_the_turns(client: TestClient) -> None:
    page = parsed(client, SEED)
    html = page.html or ""
    assert html.index('class="decided"') < html.index('class="asked"') < html.index('id="turns"')
    assert [link.attributes["href"] for link in page.css(".decided__link")] == ["#r1", "#r2", "#r3"]
    assert "〇次回委員会にて" in texts(page, ".decided__item")[2]
    asked = page.css(".asked__link")
    questions = [h3.attributes["id"] for h3 in page.css("h3") if "質問" in h3.text()]
    assert [link.attributes["href"] for link in asked] == [f"#{key}" for key in questions]
    assert texts(page, ".asked__who")[1] == "副委員長・1分ごろ"
    assert texts(page, ".asked > summary") == [f"質問の一覧（{len(questions)}）"]


def test_a_session_of_one_speaker_leads_to_the_whole_one(client: TestClient) -> None:
    page = parsed(client, f"{SEED}?show=role-chair")
    ways = page.css(".flow a, .decided__link, .asked__link")
    assert ways and all((way.attributes["href"] or "").startswith(f"{SEED}#") for way in ways)


def test_a_session_is_sent_printed_and_saved_from_its_foot(client: TestClient) -> None:
    page = parsed(client, SEED)
    assert one(page, "#share [data-share]").attributes["data-share"] == SEED
    assert one(page, "#share [data-print]")
    sound = [way.attributes["href"] for way in page.css("a[href*='.mp3']")]
    assert sound == [f"{SEED}.chapters.mp3"], "one way to its sound, where it is told what else there is"
    assert one(page, "#share .share__link").text().endswith(SEED)
    assert one(page, "#share img").attributes["src"] == f"{SEED}/qr.svg"
    assert (
        one(parsed(client, f"{SEED}/turns/4"), "#share [data-share]").attributes["data-share"]
        == f"{SEED}/turns/4"
    )


def test_the_municipalitys_own_page_is_led_to_where_it_is_known(importer: Importer, sample: bytes) -> None:
    importer.import_bytes(sample, "a.html", "https://www.city.example.jp/kaigi?id=1&no=<2>")
    with TestClient(create_app(importer.library, None, Settings())) as client:
        link = one(parsed(client, SAMPLE), ".facts__link")
        assert link.attributes["href"] == "https://www.city.example.jp/kaigi?id=1&no=<2>"


def test_what_came_from_a_file_names_no_page_and_no_path(
    importer: Importer, sample: bytes, tmp_path: Path
) -> None:
    importer.import_bytes(sample, "a.txt", str(tmp_path / "a.txt"))
    with TestClient(create_app(importer.library, None, Settings())) as client:
        assert not parsed(client, SAMPLE).css(".facts__link")
        assert str(tmp_path) not in client.get(SAMPLE).text


def test_the_head_names_roles_only_where_the_label_does_not(client: TestClient) -> None:
    cards = texts(parsed(client, SAMPLE), ".speaker-card")
    assert [bool(re.search("議長・委員長|副議長・副委員長", card)) for card in cards] == [
        True,
        False,
        False,
        False,
        True,
    ]
    client.cookies.set("preferences", "language=en")
    assert len(texts(parsed(client, SAMPLE), ".speaker-card__role")) == 5
    client.cookies.clear()
