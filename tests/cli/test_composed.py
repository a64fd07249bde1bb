"""The site of docs/scale/compose.yaml: each service by its own command with what it is told, behind a real nginx with our nginx.conf.

Docker alone is left out: names of machines are addresses of this one, and folders are a test's.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from reader.library.server.address import ServerAddress
from reader.library.server.ledger import ServerLedger
from tests import hosting
from tests.composed import FOLDER, composed
from tests.machines import LIMIT_SECONDS, Machines, machines
from tests.servers import free_ports, s3
from tests.waiting import until

pytestmark = [pytest.mark.server, pytest.mark.voice, pytest.mark.slow]

PAGE = "第1回会議\n令和8年5月14日\n\n委員: 橋の話。\n事務局: はい。\n"
SESSION = "/minutes/20260514-1"
DATABASE, STORE, CONF = "postgresql://reader:geheim@database/minutes", "http://store:8333", "nginx.conf"
_AROUND = (
    "pid {folder}/nginx.pid;\n{user}events {{}}\nhttp {{\naccess_log off;\nclient_body_temp_path {folder}/body;\n"
    "proxy_temp_path {folder}/proxy;\nfastcgi_temp_path {folder}/f;\nuwsgi_temp_path {folder}/u;\nscgi_temp_path {folder}/s;\n"
    "include {folder}/site.conf;\n}}\n"
)


class Composed:
    """The services; ``several`` starts them."""

    def __init__(self, several: Machines) -> None:
        self.several = several
        self.services: dict[str, Any] = composed()["services"]

    def told(self, service: str) -> dict[str, str]:
        """What the service's environment says, with this machine's addresses."""
        told = {name: str(value) for name, value in self.services[service]["environment"].items()}
        assert (told["READER_DATABASE"], told["AWS_ENDPOINT_URL"]) == (DATABASE, STORE)
        here = {
            "READER_DATABASE": self.several.url,
            "AWS_ENDPOINT_URL": self.several.store.options["endpoint"],
        }
        where = {
            "READER_HOST": "127.0.0.1",
            "READER_PORT": "0",
            "READER_TRUSTED_PROXIES": "127.0.0.1",
        }
        return {name: value for name, value in (told | here | where).items() if name != "READER_HOME"}

    def is_well(self, service: str, at: str) -> bool:
        """What its health check finds, where the service is at that address; Docker asks within the container."""
        how, program, *rest = self.services[service]["healthcheck"]["test"]
        (asked,) = re.findall(r"http://127\.0\.0\.1:\d+", " ".join(rest))
        assert (how, program) in (("CMD", "python"), ("CMD", "wget"))
        if program == "wget":
            return httpx.get(rest[-1].replace(asked, at)).status_code == 200
        here = [sys.executable, *(one.replace(asked, at) for one in rest)]
        return subprocess.run(here, check=False, capture_output=True).returncode == 0

    def arguments(self, service: str) -> list[str]:
        """Of ``reader``."""
        program, *arguments = map(str, self.services[service]["command"])
        assert program == "reader"
        return arguments


@pytest.fixture
def site(server_url: str, tmp_path: Path, compiled: Path) -> Iterator[Composed]:
    command = composed()["services"]["store"]["command"].split()
    with (
        s3(tmp_path, tuple(command)) as store,
        machines(tmp_path, server_url, store, compiled) as several,
    ):
        yield Composed(several)


@contextmanager
def proxy(folder: Path, nodes: list[str]) -> Iterator[str]:
    """nginx with our file before the nodes; its address."""
    folder.mkdir()
    conf = (FOLDER / CONF).read_text(encoding="utf-8")
    servers = "".join(f"server {node.partition('//')[2]};" for node in nodes)
    assert conf.count("server web:8000;") == conf.count("listen 80;") == 1
    conf = conf.replace("server web:8000;", servers).replace("/var/cache/nginx", str(folder))
    (folder / "nginx.conf").write_text(_AROUND.format(folder=folder, user=_user()), encoding="utf-8")
    for _ in range(10):  # another may take the port meanwhile
        (port,) = free_ports(1)
        listening = conf.replace("listen 80;", f"listen 127.0.0.1:{port};")
        (folder / "site.conf").write_text(listening, encoding="utf-8")
        asked = [
            hosting.NGINX,
            "-e",
            f"{folder}/error.log",
            "-c",
            f"{folder}/nginx.conf",
            "-g",
            "daemon off;",
        ]
        process = subprocess.Popen(asked)
        until(lambda: (folder / "nginx.pid").exists() or process.poll() is not None)  # noqa: B023
        if process.poll() is None:
            break
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _user() -> str:
    """As root nginx gives its work to a user who may not look into a test's folder."""
    return "user root;\n" if os.geteuid() == 0 else ""


def test_what_the_compose_file_starts_is_a_site_that_goes_on_without_one_of_its_nodes(
    site: Composed, tmp_path: Path
) -> None:
    hosting.required()
    several = site.several
    several.run("upgrade", *site.arguments("upgrade"), **site.told("upgrade"))
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    several.run("upgrade", "import", page, **site.told("web"))
    with ExitStack() as stack:
        nodes = {
            name: stack.enter_context(several.started(name, *site.arguments("web"), **site.told("web")))
            for name in ("web-1", "web-2")
        }
        work = stack.enter_context(several.started("work", *site.arguments("work"), **site.told("work")))
        until(lambda: all("で開けます" in several.said(name) for name in nodes))
        addresses = [several.said(name).partition(" ")[0] for name in nodes]
        assert site.is_well("store", several.store.options["endpoint"])
        until(lambda: site.is_well("web", addresses[0]))
        assert not site.is_well("web", addresses[0].replace("127.0.0.1", "127.0.0.2"))
        front = stack.enter_context(proxy(tmp_path / "nginx", addresses))
        client = stack.enter_context(httpx.Client(base_url=front, timeout=LIMIT_SECONDS))

        assert client.get("/metrics").status_code == 403
        assert "reader_" in client.get(f"{addresses[0]}/metrics").text
        shown = client.get(SESSION)
        assert shown.status_code == 200
        chosen = client.post(
            "/preferences", data={"theme": "dark", "back": SESSION}, headers={"Origin": front}
        )
        assert chosen.status_code == 303, "a form of the site's own, by the name that the browser asked for"

        with closing(ServerLedger(ServerAddress(several.url))) as ledger:
            until(ledger.keys)  # nobody has listened yet
            until(lambda: several.is_done())
        told = client.get(f"{SESSION}/passages/t1.json").text
        (sound,) = re.findall(rf'{SESSION}/[^"]+\.mp3\?[^"]*v=[^"]+', told)
        heard = client.get(sound)
        assert (heard.status_code, heard.headers["content-type"]) == (200, "audio/mpeg")
        part = client.get(sound, headers={"Range": "bytes=100-199"})
        assert (part.status_code, part.content) == (206, heard.content[100:200])

        nodes["web-1"].kill()
        assert [client.get(SESSION).status_code for _ in range(4)] == [200] * 4
        nodes["web-2"].kill()
        assert client.get(SESSION).status_code == 502
        assert client.get(sound).content == heard.content, "the proxy has it"
        work.terminate()
        assert work.wait() == 0
