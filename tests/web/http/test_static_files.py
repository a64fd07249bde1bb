"""Static files: one style sheet, an address that names the content, and answers to keep."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from starlette.testclient import TestClient

from reader.assets import asset_folder
from reader.web.http.static_files import CARRIED, FOR_EVER, Assets, program_assets
from tests.web.conftest import SEED
from tests.web.sites import parsed


def test_the_page_asks_for_files_that_exist_and_may_be_kept(client: TestClient) -> None:
    page = parsed(client, "/")
    addresses = [
        node.attributes[name]
        for node in page.css("link, script")
        for name in ("href", "src")
        if name in node.attributes
    ]
    assert len(addresses) == 7
    living = {"/app.webmanifest", "/feeds/minutes.atom"}  # in the reader's language; as the library is
    assert living <= set(addresses)
    for address in set(addresses) - living:
        response = client.get(address or "")
        assert response.status_code == 200, address
        assert response.headers["cache-control"] == FOR_EVER


@pytest.mark.parametrize(("path", "names"), [("/", ["site", "choosing"]), (SEED, ["site"])])
def test_a_page_carries_its_sheets_and_its_policy_names_them(
    client: TestClient, path: str, names: list[str]
) -> None:
    """As a browser hashes what stands between the tags; whichever page is asked for, the policy is the same."""
    carried = re.findall("<style>(.*?)</style>", client.get(path).text, re.DOTALL)
    assert carried == [client.get(f"/static/now/css/{name}.css").text for name in names]
    hashes = {base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode() for sheet in carried}
    first = client.get(path)
    known = client.get(path, headers={"If-None-Match": first.headers.get("etag", "")})
    assert known.status_code == (304 if path == SEED else 200)
    others = (client.head(path), client.get("/healthz"), client.get("/nowhere"), known)
    (policy,) = {one.headers["content-security-policy"] for one in (first, *others)}
    (styles,) = [part for part in policy.split("; ") if part.startswith("style-src ")]
    assert styles.split()[:2] == ["style-src", "'self'"]
    assert {f"'sha256-{one}'" for one in hashes} <= set(styles.split()[2:])
    assert len(styles.split()) == 2 + len(CARRIED)


@pytest.mark.parametrize("name", CARRIED)
def test_a_sheet_that_is_carried_means_the_same_in_every_page(name: str) -> None:
    """It names no file, which would lie beside the page, and cannot end its own tag."""
    sheet = program_assets().sheet(name)
    assert len(sheet) > 1000
    assert not re.search(r"url\(|@import|</", sheet)


@pytest.mark.parametrize(("cookie", "linked"), [("", 0), ("font=device", 0), ("font=ours", 1)])
def test_the_list_of_our_font_is_for_who_chose_it_or_runs_no_script(
    client: TestClient, cookie: str, linked: int
) -> None:
    html = client.get(SEED, headers={"Cookie": f"preferences={cookie}"}).text
    with_script = re.sub("<noscript>.*?</noscript>", "", html, flags=re.DOTALL)
    assert html.count('/css/font.css">') == 1
    assert with_script.count('/css/font.css">') == linked
    assert with_script.count("/css/font.css") == linked + 1, "the script knows where it lies"


SHEETS = {
    "site": ("*.css", "components/*.css"),
    "choosing": ("choosing/*.css",),
    "desk": ("desk/*.css",),
    "kiosk": ("kiosk/*.css",),
}
FACES = "font.css"
"""The sheet beside the layers: what a layer orders is rules, and it has none (docs/decisions/0014)."""


@pytest.mark.parametrize("name", SHEETS)
def test_a_style_sheet_is_layers_whose_order_is_named_first(client: TestClient, name: str) -> None:
    sheet = client.get(f"/static/old/css/{name}.css")
    assert sheet.headers["cache-control"] == "no-cache"
    assert sheet.headers["content-type"].startswith("text/css")
    folder = asset_folder("static") / "css"
    parts = {path.name: path.read_text("utf-8") for form in SHEETS[name] for path in folder.glob(form)}
    parts.pop(FACES, None)
    own = {_layer(part, text) for part, text in parts.items() if part != "layers.css"}
    (of_site,) = re.findall(r"^@layer ([^{}]+);$", (folder / "layers.css").read_text("utf-8"), re.MULTILINE)
    assert sheet.text.startswith("@layer ")
    if order := parts.get("layers.css"):
        (named,) = re.findall(r"^@layer ([^{}]+);$", order, re.MULTILINE)
        beside = {path.stem for path in (folder / "choosing").glob("*.css")} if name == "site" else set()
        assert sorted(own | beside) == sorted(named.split(", "))
        assert _bare(sheet.text).startswith(_bare(order))
    else:
        assert len(own) == 1 or own <= set(of_site.split(", ")), "the layers of several files have an order"
    assert all(_bare(part) in _bare(sheet.text) for part in parts.values())


def test_every_sheet_is_in_one_that_is_sent_or_holds_faces_alone() -> None:
    folder = asset_folder("static") / "css"
    joined = {path for forms in SHEETS.values() for form in forms for path in folder.glob(form)}
    assert joined == set(folder.rglob("*.css"))
    faces = re.sub(r"/\*.*?\*/", "", (folder / FACES).read_text(encoding="utf-8"), flags=re.DOTALL)
    assert "@font-face" in faces
    assert re.sub(r"@font-face \{[^{}]*\}", "", faces).strip() == "", f"{FACES} has more than faces"


@pytest.mark.parametrize("name", SHEETS)
def test_no_change_of_a_page_has_all_of_it_laid_out_anew(client: TestClient, name: str) -> None:
    """What html has inside is asked again whenever anything changes there: a rule may hang the look of html on that, not of
    all that it holds (a word of the player took 50 ms)."""
    sheet = re.sub(r"/\*.*?\*/", "", client.get(f"/static/old/css/{name}.css").text, flags=re.DOTALL)
    for selector, end in re.findall(
        r"(?<![\w.#-])((?:html|body|:root)\b[^{};]*:has\([^{};]*)\{[^{}]*([{}])", sheet
    ):
        without = selector.strip()
        while "(" in without:
            without = re.sub(r"\([^()]*\)", "", without)
        assert not re.search(r"[\s>+~]", without), selector
        assert end == "}", f"{selector} holds rules for others"


def _bare(sheet: str) -> str:
    """A sheet without what changes nothing: comments, white space, the last semicolon of a rule."""
    return "".join(re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL).split()).replace(";}", "}")


def _layer(name: str, sheet: str) -> str:
    """The one layer that holds every rule of a file."""
    begun = re.match(r"(?:/\*.*?\*/\s*)?@layer ([\w-]+) \{", sheet, re.DOTALL)
    assert begun, f"{name} does not begin with its layer"
    depth, ends = 0, []
    for place, mark in enumerate(
        re.sub(r"/\*.*?\*/", lambda found: " " * len(found[0]), sheet, flags=re.DOTALL)
    ):
        depth += (mark == "{") - (mark == "}")
        if mark == "}" and depth == 0:
            ends.append(place)
    assert len(ends) == 1, f"{name} has rules beside its layer"
    assert sheet[ends[0] + 1 :].strip() == "", f"{name} has rules behind its layer"
    return begun[1]


def test_a_script_comes_whole_and_without_comments(client: TestClient) -> None:
    script = client.get("/static/now/js/main.js")
    assert script.headers["content-type"].startswith("text/javascript")
    assert not re.search(r"^\s*/\*", script.text, re.MULTILINE)
    assert "class ReaderPlayer" in script.text and script.text.count("export") == 1
    assert client.get("/static/now/js/nowhere.js").status_code == 404


def test_a_changed_file_has_another_address(tmp_path: Path) -> None:
    (tmp_path / "css" / "components").mkdir(parents=True)
    for name in ("tokens.css", "base.css", "print.css"):
        (tmp_path / "css" / name).write_text("", encoding="utf-8")
    before = Assets(tmp_path).url("css/site.css")
    (tmp_path / "css" / "base.css").write_text("body {}", encoding="utf-8")
    assert Assets(tmp_path).url("css/site.css") != before


def test_every_font_the_style_sheet_names_is_there_with_its_licence() -> None:
    folder = asset_folder("static")
    sheet = (folder / "css" / "font.css").read_text(encoding="utf-8")
    named = set(re.findall(r'url\("\.\./fonts/([^"]+)"\)', sheet))
    assert named == {path.name for path in (folder / "fonts").glob("*.woff2")}
    assert list((folder / "fonts").glob("*LICENSE*"))
    assert list((folder / "vendor").glob("*LICENSE*"))


def test_text_that_is_set_upright_has_signs_that_stand_so() -> None:
    """In the face of ours that turns set upright begin with, each sign that lies across the line otherwise has one that does not."""
    font = TTFont(asset_folder("static") / "fonts" / "biz-udpgothic-400-upright.woff2")
    stands = {
        lying
        for lookup in font["GSUB"].table.LookupList.Lookup
        for part in lookup.SubTable
        for lying in part.mapping
    }
    assert [record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord] == ["vert"]
    named = font.getBestCmap()
    assert [
        sign for sign in "、。「」『』（）〔〕【】ー〜…：；っょャィ" if named[ord(sign)] not in stands
    ] == []


def test_nothing_is_drawn_by_a_border_that_is_not_seen() -> None:
    """Forced colours fill transparent borders: a triangle made of them is a square there."""
    for path in (asset_folder("static") / "css").rglob("*.css"):
        assert not re.search(r"border[a-z-]*:[^;{}]*\btransparent\b", path.read_text(encoding="utf-8")), path


def test_nothing_is_asked_of_another_host() -> None:
    for path in asset_folder("static").rglob("*"):
        if path.suffix in {".css", ".js"} and "vendor" not in path.parts:
            assert not re.search(r"https?:|//[a-z]", path.read_text(encoding="utf-8")), path


def test_scripts_are_small_and_import_their_neighbours() -> None:
    folder = asset_folder("static") / "js"
    for path in folder.glob("*.js"):
        source = path.read_text(encoding="utf-8")
        assert source.count("\n") <= 300, path
        for name in re.findall(r'from "\./([^"]+)"', source):
            assert (folder / name).is_file()


@pytest.mark.parametrize("path", ["css/site.css", "js/main.js", "vendor/htmx-2.0.11.min.js"])
def test_what_is_text_goes_out_packed_by_what_the_browser_takes(client: TestClient, path: str) -> None:
    address = program_assets().url(path)
    sent = {
        way: client.get(address, headers={"Accept-Encoding": way or "identity"}) for way in ("br", "gzip", "")
    }
    assert {way: answer.headers.get("content-encoding", "") for way, answer in sent.items()} == {
        way: way for way in sent
    }
    assert len({answer.content for answer in sent.values()}) == 1
    sizes = [int(sent[way].headers["content-length"]) for way in ("br", "gzip", "")]
    assert sizes == sorted(sizes) and sizes[0] * 3 < sizes[2]
    assert all("Accept-Encoding" in answer.headers["vary"] for answer in sent.values())


def test_no_large_slice_of_the_font_is_fetched_by_a_device_that_has_letters() -> None:
    folder = asset_folder("static")
    sheet = (folder / "css" / "font.css").read_text(encoding="utf-8")
    tokens = (folder / "css" / "tokens.css").read_text(encoding="utf-8")
    families = " ".join(re.findall(r"--font: ([^;]+);", tokens))
    faces = re.findall(r'font-family: ("[^"]+");.*?url\("\.\./fonts/([^"]+)"\)', sheet, re.DOTALL)
    fetched = {name for family, name in faces if family in families}
    large = {name for _, name in faces if (folder / "fonts" / name).stat().st_size > 100_000}
    assert fetched and large
    assert not fetched & large
