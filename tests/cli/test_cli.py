"""The command as people type it: a real process, its two streams and its exit status."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import httpx
import pytest

from reader.library.library import Library
from tests.commands import Run
from tests.conftest import ROOT, SAMPLE
from tests.speech.sounds import wait_until

pytestmark = pytest.mark.slow  # half a minute together: a process for each command, several a test


def _one_line(stream: bytes) -> str:
    lines = stream.decode("utf-8").splitlines()
    assert len(lines) == 1, lines
    return lines[0]


def test_import_list_and_remove(reader: Run) -> None:
    assert "20260514-1: 取り込みました" in reader("import", SAMPLE).stdout.decode()
    assert "変わりありません" in reader("import", SAMPLE).stdout.decode()
    assert "やさしいデジタル推進会議" in _one_line(reader("list").stdout)
    half = reader("remove", "20260514-1", "20260514-9")
    assert half.returncode == 2
    assert "20260514-9" in _one_line(half.stderr)
    assert "やさしいデジタル推進会議" in _one_line(reader("list").stdout)
    assert reader("remove", "20260514-1").returncode == 0
    assert "まだありません" in _one_line(reader("list").stdout)
    gone = reader("remove", "20260514-1")
    assert gone.returncode == 2
    assert "20260514-1" in _one_line(gone.stderr)


def test_a_question_without_an_answer_changes_nothing(reader: Run) -> None:
    reader("import", SAMPLE)
    left = reader("withdraw", "20260514-1", "--ground", "議会の許可", stdin=b"")
    assert left.returncode == 130
    assert left.stderr.decode().splitlines()[-1].endswith("答えがないので、やめました。何も変えていません。")
    assert "やさしいデジタル推進会議" in _one_line(reader("list").stdout)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["import", "名" * 300], "ファイルを開けません"),
        (["serve", "--host", "no.such.host.invalid"], "番地 no.such.host.invalid が分かりません"),
    ],
    ids=["long-name", "host"],
)
def test_what_cannot_be_taken_is_told_in_one_line(reader: Run, arguments: list[str], told: str) -> None:
    done = reader(*arguments)
    assert done.returncode == 2
    assert told in _one_line(done.stderr)


def test_a_hint_puts_a_document_right(reader: Run, tmp_path: Path) -> None:
    source, hints = tmp_path / "会議録.txt", tmp_path / "手がかり.toml"
    source.write_text(
        "第2回審議会\n\n○会長　始めます。\n【補足】幅は六十センチである。\n○会長　終わります。\n",
        encoding="utf-8",
    )
    hints.write_text('speakers = ["補足"]\n', encoding="utf-8")
    told = json.loads(reader("parse", "--json", "--hints", hints, source).stdout)
    assert [turn["speaker"] for turn in told["turns"]] == ["会長", "補足", "会長"]
    hints.write_text("speakers = 補足\n", encoding="utf-8")
    done = reader("parse", "--hints", hints, source)
    assert done.returncode == 2
    assert "手がかり.toml: 手がかりのファイルを読めません" in _one_line(done.stderr)


def test_a_hint_is_kept_with_the_minutes_and_shown(reader: Run, tmp_path: Path) -> None:
    source, hints = tmp_path / "会議録.txt", tmp_path / "手がかり.toml"
    source.write_text(
        "第2回審議会\n\n○会長　始めます。\n【補足】幅は六十センチである。\n○会長　終わります。\n",
        encoding="utf-8",
    )
    hints.write_text('speakers = ["補足", "都市課"]\n', encoding="utf-8")
    told = reader("import", "--hints", hints, source).stdout.decode()
    assert "reader hints 0-1" in told
    assert "「都市課」という発言者は見つかりません" in told
    assert reader("hints", "0-1").stdout.decode() == 'speakers = ["補足", "都市課"]\n'
    assert "変わりありません" in reader("import", source).stdout.decode()
    (tmp_path / "home" / "reader.toml").write_text('[hints]\nspeaker = ["会長"]\n', encoding="utf-8")
    done = reader("import", source)
    assert done.returncode == 2
    assert "reader.toml の [hints]: 手がかり「speaker」はありません" in _one_line(done.stderr)


def test_parse_prints_the_contract_and_keeps_nothing(reader: Run, tmp_path: Path) -> None:
    done = reader("parse", "--json", SAMPLE)
    found = json.loads(done.stdout)
    assert set(found) == {
        "meeting",
        "date",
        "place",
        "held_on",
        "agenda",
        "turns",
        "notes",
        "warnings",
        "warnings_as_data",
    }
    assert found["held_on"] == "2026-05-14"
    assert set(found["turns"][0]) == {"speaker", "role", "name", "agenda", "text"}
    assert not (tmp_path / "home").exists()
    assert json.loads(reader("parse", "--json", "-", stdin=SAMPLE.read_bytes()).stdout) == found


def test_readings_are_one_line_a_sentence(reader: Run) -> None:
    text = "県下市町は20ヶ国へ。\n\n一人一人の暮らしを守る。\n"
    lines = reader("readings", stdin=text.encode()).stdout.decode().splitlines()
    assert lines[0].split("\t") == ["県下市町は20ヶ国へ。", "けんかしちょうはにじゅっかこくへ。"]
    assert len(lines) == 3
    words = json.loads(reader("readings", "--json", stdin=text.encode()).stdout.splitlines()[0])["words"]
    assert words[0]["surface"].startswith("県")


def _encrypted_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    path.write_bytes(bytes(data))


def test_bad_input_is_told_in_one_line_and_changes_nothing(reader_with_sample: Run, tmp_path: Path) -> None:
    before = reader_with_sample("list").stdout
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "empty.txt").write_bytes(b"")
    (bad / "binary.dat").write_bytes(bytes(range(256)) * 40)
    (bad / "page.html").write_text(
        "<html><body><p>休館日のお知らせです。</p></body></html>", encoding="utf-8"
    )
    (bad / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    (bad / "large.txt").write_bytes(b"a" * 50_000_000)
    _encrypted_zip(bad / "locked.docx")
    (tmp_path / "nothing here").mkdir()
    for paths in ([*sorted(bad.iterdir()), tmp_path / "missing.txt"], [tmp_path / "nothing here"]):
        done = reader_with_sample("import", *paths)
        assert done.returncode == 2
        assert done.stdout == b""
        for path, line in zip(paths, done.stderr.decode("utf-8").splitlines(), strict=True):
            assert path.name in line and "Traceback" not in line
    assert reader_with_sample("list").stdout == before


def test_one_bad_file_leaves_the_others_alone(reader: Run, tmp_path: Path, seed: bytes) -> None:
    folder = tmp_path / "usb"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"")
    (folder / "b.txt").write_bytes(seed)
    done = reader("import", folder, SAMPLE)
    assert done.returncode == 2
    assert "a.txt" in _one_line(done.stderr)
    assert len(reader("list").stdout.splitlines()) == 2


def test_a_correction_says_how_many_sentences_change(reader_with_sample: Run) -> None:
    done = reader_with_sample("lexicon", "add", "海岸通", "うみぎしどおり")
    assert "文は 0" in _one_line(done.stdout)
    assert "読みが変わった文は 0" not in _one_line(
        reader_with_sample("lexicon", "add", "次第", "ことしだい").stdout
    )
    assert reader_with_sample("lexicon", "list").stdout.decode().splitlines() == [
        "海岸通\tうみぎしどおり",
        "次第\tことしだい",
    ]
    refused = reader_with_sample("lexicon", "add", "次第", "順序")
    assert refused.returncode == 2
    _one_line(refused.stderr)


def test_doubts_are_listed_with_what_braille_cannot_write(reader: Run, tmp_path: Path) -> None:
    text = "第1回会議\n日時 令和8年6月2日\n委員: ☃の印と、上手な使い方を伺います。☃は２つです。\n事務局: はい。\n"
    (tmp_path / "snow.txt").write_text(text, encoding="utf-8")
    assert reader("import", "snow.txt").returncode == 0
    told = reader("doubts", "20260602-1")
    assert told.returncode == 0, told.stderr.decode()
    lines = told.stdout.decode().splitlines()
    assert any(line.startswith("上手\t") for line in lines)
    assert lines[-1].split("\t") == [
        "点字にできない文字: ☃",
        "2回",
        "t1-1",
        "☃の印と、上手な使い方を伺います。",
    ]


@pytest.mark.parametrize("form", ["csv", "open_jtalk", "voicevox"])
def test_a_lexicon_goes_out_and_comes_back(reader_with_sample: Run, form: str) -> None:
    reader_with_sample("lexicon", "add", "次第", "ことしだい", "--accent", "3")
    written = reader_with_sample("lexicon", "export", "--format", form).stdout
    reader_with_sample("lexicon", "remove", "次第")
    done = reader_with_sample("lexicon", "import", "-", stdin=written)
    assert "読みを 1 加えました" in done.stdout.decode()
    assert reader_with_sample("lexicon", "list").stdout.decode() == "次第\tことしだい\t3\n"
    bad = reader_with_sample("lexicon", "import", "-", stdin="次第,じゅんばん\n推進,すい進\n".encode())
    assert bad.returncode == 2
    assert "2行目" in _one_line(bad.stderr)
    assert reader_with_sample("lexicon", "list").stdout.decode() == "次第\tことしだい\t3\n"


def test_staff_take_reports_over_or_put_them_away(reader_with_sample: Run, tmp_path: Path) -> None:
    library = Library(tmp_path / "home" / "library.sqlite3")
    for reading in ("ことしだい", "つぎ"):
        library.report("20260514-1", "m-1", "推進会議", f"{reading}かいぎ")
    library.close()
    listed = reader_with_sample("reports").stdout.decode().splitlines()
    assert listed[0].startswith("1\t20260514-1 m-1\t推進会議 → ことしだいかいぎ\t")
    taken = reader_with_sample("reports", "accept", "1", "--for", "minutes").stdout.decode().splitlines()
    assert taken[0] == "1: 「推進会議」を「ことしだいかいぎ」と読むことにしました。"
    assert "読みが変わった文は" in taken[1]
    assert "片づけました" in _one_line(reader_with_sample("reports", "dismiss", "2").stdout)
    assert "お知らせはありません" in _one_line(reader_with_sample("reports").stdout)
    gone = reader_with_sample("reports", "accept", "1")
    assert gone.returncode == 2
    assert "お知らせ 1 はありません" in _one_line(gone.stderr)
    assert (
        "ことしだいかいぎ" in reader_with_sample("lexicon", "list", "--minutes", "20260514-1").stdout.decode()
    )


def test_many_reports_are_put_away_at_once(reader_with_sample: Run, tmp_path: Path) -> None:
    library = Library(tmp_path / "home" / "library.sqlite3")
    for reading in ("すすみ", "おし", "おしおし"):
        library.report("20260514-1", "m-1", "推進会議", f"{reading}かいぎ")
    library.close()
    for unclear in ([], ["--all", "1"], ["--all", "--like", "おし"]):
        refused = reader_with_sample("reports", "dismiss", *unclear)
        assert refused.returncode == 2 and "どれか一つ" in _one_line(refused.stderr)
    assert reader_with_sample("reports", "dismiss", "1", "9").returncode == 2
    assert len(reader_with_sample("reports").stdout.splitlines()) == 3
    assert reader_with_sample("reports", "dismiss", "--like", "おし").stdout.decode().splitlines() == [
        "2: 片づけました。",
        "3: 片づけました。",
    ]
    assert "ありません" in _one_line(reader_with_sample("reports", "dismiss", "--like", "おし").stdout)
    assert "1: 片づけました" in _one_line(reader_with_sample("reports", "dismiss", "--all").stdout)


def test_one_sentence_is_put_right_listed_and_taken_back(reader_with_sample: Run) -> None:
    assert "文は 1、" in _one_line(
        reader_with_sample("correct", "20260514-1", "m-1", "推進会議", "すすめかいぎ").stdout
    )
    listed = _one_line(reader_with_sample("lexicon", "list", "--minutes", "20260514-1").stdout)
    assert listed.startswith("推進会議\tすすめかいぎ\tm の文だけ: ")
    assert reader_with_sample("correct", "20260514-1", "m-1", "推進会議", "--remove").returncode == 0
    assert reader_with_sample("lexicon", "list", "--minutes", "20260514-1").stdout == b""
    assert reader_with_sample("correct", "20260514-1", "m-1", "推進会議", "--remove").returncode == 2


def test_a_spreadsheet_s_csv_is_taken(reader: Run, tmp_path: Path) -> None:
    (tmp_path / "読み.csv").write_bytes("表記,読み\r\n魚の町,うおのまち\r\n".encode("cp932"))
    assert "読みを 1 加えました" in reader("lexicon", "import", tmp_path / "読み.csv").stdout.decode()


def test_a_busy_port_is_told_in_one_line(reader: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = reader("serve", "--port", str(port))
    assert done.returncode == 2
    assert str(port) in _one_line(done.stderr)


@pytest.mark.voice
def test_the_server_says_what_a_hard_word_means(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {**os.environ, "READER_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "reader", "serve", "--port", str(port), "--workers", "1"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as server:
        try:
            with httpx.Client(
                base_url=f"http://127.0.0.1:{port}", timeout=60, transport=httpx.HTTPTransport(retries=8)
            ) as client:
                address = re.findall(r'data-say="([^"]+)"', client.get("/glossary").text)[0]
                assert client.get(address).headers["content-type"] == "audio/mpeg"
                assert len(client.get(address).content) > 6000 * 2  # two seconds at 48 kbit/s
        finally:
            server.send_signal(signal.SIGINT)


@pytest.mark.parametrize("setting", ["READER_PORT=tea", "READER_AUDIO_CACHE_MAX=-1"])
def test_a_setting_without_meaning_is_told_in_one_line(
    reader: Run, setting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, _, value = setting.partition("=")
    monkeypatch.setenv(name, value)
    done = reader("list")
    assert done.returncode == 2
    assert name in _one_line(done.stderr)


@pytest.mark.voice
def test_narrating_can_be_interrupted_and_goes_on(reader_with_sample: Run, tmp_path: Path) -> None:
    home = {**os.environ, "READER_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT)}
    clips = tmp_path / "home" / "audio_cache"
    process = subprocess.Popen([sys.executable, "-m", "reader", "narrate"], env=home, stdout=subprocess.PIPE)
    wait_until(lambda: process.poll() is not None or len(list(clips.glob("*/*.mp3"))) >= 5)
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=600)
    made = len(list(clips.glob("*/*.mp3")))
    assert process.returncode == 130
    assert "途中で止めました" in out.decode()
    rest = reader_with_sample("narrate")
    assert rest.returncode == 0
    assert f"すでにあった音声 {made}" in rest.stdout.decode()
    assert "作った音声 0" in reader_with_sample("narrate").stdout.decode()


@pytest.mark.voice
@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_told_to_end_does_and_leaves_nothing_running(
    tmp_path: Path, processes: int, end: signal.Signals
) -> None:
    home = {**os.environ, "READER_HOME": str(tmp_path), "READER_DRIVER": "silent", "PYTHONPATH": str(ROOT)}
    arguments = ["serve", "--sample", "--narrate", "--port", "0", "--processes", str(processes)]
    server = subprocess.Popen(
        [sys.executable, "-m", "reader", *arguments],
        env=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    address = next(found[0] for line in server.stdout if (found := re.search(r"http://[0-9.]+:[0-9]+", line)))
    turn = httpx.get(f"{address}/minutes/20260514-1/turns/1.mp3", timeout=60)
    assert turn.status_code == 200
    assert turn.content
    started = _descendants(server.pid)
    assert len(started) >= 2 * processes
    server.send_signal(end)
    _, complaints = server.communicate(timeout=300)
    assert server.returncode == 0
    assert "Traceback" not in complaints
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in started))


def _descendants(pid: int) -> set[int]:
    """The process ids of everything that a process has started (Linux)."""
    children = {
        int(child)
        for task in Path(f"/proc/{pid}/task").glob("*/children")
        for child in task.read_text(encoding="ascii").split()
    }
    return children.union(*map(_descendants, children))


def test_the_scorer_runs_the_command(reader: Run, shared: Path, tmp_path: Path) -> None:
    scorer = [
        sys.executable,
        "score.py",
        "--cmd",
        f"{sys.executable} -m reader parse --json {{file}}",
        "seed",
    ]
    done = subprocess.run(
        scorer,
        cwd=shared / "minutes",
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    lines = done.stdout.decode().splitlines()
    assert lines[-1].endswith("F1 1.0000")
    assert lines[-5:-1] == [f"{field}: 1 of 1" for field in ("meeting", "date", "place", "agenda")]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["nani"], "「nani」という命令はありません"),
        (["remove"], "IDS（会議録の番号（reader list で分かります））がありません"),
        (["serve", "--port", "八千"], "--port（ポート番号（なければ 8000））に書かれた値は使えません"),
        (["serve", "--port"], "「--port」に続けて値を書いてください"),
        (["serve", "--prot", "1"], "「--prot」という指定はありません"),
        (["serve", "--sample=1"], "「--sample」に値は付けられません"),
        (["list", "余分"], "「余分」は余分です"),
        (["lexicon", "nani"], "reader lexicon --help"),
    ],
)
def test_what_is_typed_wrong_is_told_in_one_japanese_line(reader: Run, typed: list[str], said: str) -> None:
    done = reader(*typed)
    assert done.returncode == 2
    line = _one_line(done.stderr)
    assert said in line
    assert "--help で書き方を見られます" in line


@pytest.mark.parametrize("command", [[], ["import"], ["lexicon"], ["serve"]])
def test_help_is_japanese(reader: Run, command: list[str]) -> None:
    page = reader(*command, "--help").stdout.decode()
    assert "使い方: " in page
    assert "この説明を示します" in page
    assert "…" not in page  # nothing is cut to fit
    assert not {"Usage", "Options", "Arguments", "Commands", "Show this message"} & set(page.split())


@pytest.mark.voice
def test_doctor_finds_what_works_and_what_does_not(reader: Run, tmp_path: Path) -> None:
    without_minutes = reader("doctor")
    assert without_minutes.returncode == 1
    findings = dict(_finding(line) for line in without_minutes.stdout.decode().splitlines())
    assert findings["資料庫"] == "だめ"
    assert findings["声"] == findings["読み"] == findings["ページ"] == "よし"
    reader("import", SAMPLE)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        (tmp_path / "home" / "reader.toml").write_text(f"port = {taken.getsockname()[1]}\n", encoding="utf-8")
        told = reader("doctor").stdout.decode()
        findings = dict(_finding(line) for line in told.splitlines())
    assert "READER_PUBLIC_URL" not in told
    (tmp_path / "home" / "reader.toml").write_text('host = "0.0.0.0"\nport = 0\n', encoding="utf-8")
    assert "READER_PUBLIC_URL" in reader("doctor").stdout.decode()
    assert findings["資料庫"] == "よし"
    assert findings["番地"] == "だめ"


def _finding(line: str) -> tuple[str, str]:
    verdict, subject, _ = line.split("\t")
    return subject, verdict


def test_readings_need_no_home(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "reader", "readings"],
        input="会議録".encode(),
        capture_output=True,
        timeout=600,
        env={**os.environ, "READER_HOME": str(in_the_way / "home"), "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert (done.returncode, done.stdout.decode()) == (0, "会議録\tかいぎろく\n")


@pytest.mark.voice
def test_staff_hear_voices_and_wrong_names_are_told(reader_with_sample: Run, tmp_path: Path) -> None:
    listed = reader_with_sample("voices").stdout.decode()
    assert "openjtalk/deep-broad\t深い太い声\t議長・委員長" in listed
    heard = reader_with_sample("voices", "openjtalk/low", "--save", "hear", "--say", "予算の件です。")
    assert "hear/openjtalk-low.mp3 に書きました。" in _one_line(heard.stdout).replace("\\", "/")
    assert (tmp_path / "hear" / "openjtalk-low.mp3").stat().st_size > 5000
    wrong = reader_with_sample("voices", "openjtalk/nobody", "--save", "hear")
    assert wrong.returncode == 2
    assert "声「openjtalk/nobody」はありません" in _one_line(wrong.stderr)
    for line, told in (
        ('"市長" = "openjtalk/nobody"', "声「openjtalk/nobody」はありません。使える声: openjtalk/high"),
        ('"市長" = 3', '[voices] の下に「"市長" = "openjtalk/low"」の形で書いてください'),
    ):
        (tmp_path / "home" / "reader.toml").write_text(f"[voices]\n{line}\n", encoding="utf-8")
        refused = reader_with_sample("narrate")
        assert refused.returncode == 2
        assert told in _one_line(refused.stderr)
