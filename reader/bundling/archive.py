"""A bundle: one ZIP of files whose digests stand in a manifest, which is signed (Ed25519).

::

    manifest.json     {"format": 1, "number": 12, "made_at": "…", "files": {"sessions/20260901-1.json": "<sha-256>", …}}
    manifest.sig      64 bytes over those of the manifest
    sessions/…        public sessions, whole
    lexicon.json      the municipality's readings
    gone.json         sessions that were taken from the public, and why
    clips/…           sound, if it was wanted

Numbers only go up: whoever has taken bundle 12 in takes none before it in any more.
"""

import hashlib
import io
import json
import os
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from reader.errors import ReaderError

FORMAT = 1
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"

_LARGEST_MANIFEST = 64 * 1024 * 1024
_LARGEST_FILE = 256 * 1024 * 1024
_LONGEST_NAME = 200
_KEY_BYTES = 32


class BundleError(ReaderError):
    """That is no bundle, not one of whom is trusted, or an older one."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The secret that a site signs with: 32 bytes in a file that nobody else may read."""

    key: Ed25519PrivateKey

    @property
    def public(self) -> str:
        """What the other side is told of it: 64 hexadecimal digits."""
        return self.key.public_key().public_bytes_raw().hex()

    def sign(self, data: bytes) -> bytes:
        """The signature."""
        return self.key.sign(data)


def signing_key(path: Path) -> SigningKey:
    """The key in that file, made when it is first needed. BundleError where it cannot be read or written."""
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            made = Ed25519PrivateKey.generate().private_bytes_raw()
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(made)
        return SigningKey(Ed25519PrivateKey.from_private_bytes(path.read_bytes()))
    except (OSError, ValueError) as error:
        raise BundleError(f"署名の鍵 {path} を使えません。許可と中身を確かめてください。") from error


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself: its number, and the digest of each of its files."""

    number: int
    made_at: str
    files: Mapping[str, str]


class Bundle:
    """A bundle that was opened and whose signature is right; each file is held against its digest when it is read."""

    def __init__(self, path: Path, trusted: str) -> None:
        """BundleError for what is no bundle, is altered, or is not signed by ``trusted`` (64 hexadecimal digits)."""
        try:
            self._archive = zipfile.ZipFile(path)
            manifest = self._bytes(MANIFEST, _LARGEST_MANIFEST)
            signature = self._bytes(SIGNATURE, _LARGEST_MANIFEST)
        except (OSError, zipfile.BadZipFile, KeyError, zlib.error, RuntimeError) as error:
            raise BundleError(
                "公開の束として読めません。ファイルが壊れていないか確かめてください。"
            ) from error
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(trusted)).verify(signature, manifest)
        except (InvalidSignature, ValueError) as error:
            raise BundleError(
                "この束の署名は、信じている発行元のものではありません（または、書きかえられています）。取り込んでいません。"
            ) from error
        self.manifest = _manifest(manifest)

    def names(self, folder: str) -> Iterator[str]:
        """The files of a folder."""
        return (name for name in sorted(self.manifest.files) if name.startswith(f"{folder}/"))

    def read(self, name: str) -> bytes:
        """A file's bytes. BundleError where they are not those that were signed."""
        try:
            data = self._bytes(name, _LARGEST_FILE)
        except (OSError, zipfile.BadZipFile, KeyError, zlib.error, RuntimeError) as error:
            raise BundleError(f"束の中の {name} を読めません。もう一度写してください。") from error
        if hashlib.sha256(data).hexdigest() != self.manifest.files.get(name):
            raise BundleError(f"束の中の {name} が、署名されたときのままではありません。取り込んでいません。")
        return data

    def check(self) -> None:
        """Reads everything once, so that nothing is taken in of a bundle of which a part is altered. BundleError."""
        for name in self.manifest.files:
            self.read(name)

    def close(self) -> None:
        """Lets go of the file."""
        self._archive.close()

    def _bytes(self, name: str, most: int) -> bytes:
        if self._archive.getinfo(name).file_size > most:
            raise BundleError("束の中のファイルが大きすぎます。取り込んでいません。")
        with self._archive.open(name) as file:
            data = file.read(most + 1)
        if len(data) > most:
            raise BundleError("束の中のファイルが大きすぎます。取り込んでいません。")
        return data


def write_bundle(
    path: Path, files: Iterator[tuple[str, bytes]], number: int, made_at: str, key: SigningKey
) -> int:
    """Writes a bundle whole, aside and renamed; gives how many files it has. BundleError where that cannot be."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    digests: dict[str, str] = {}
    try:
        with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files:
                digests[name] = hashlib.sha256(data).hexdigest()
                stored = zipfile.ZIP_STORED if name.startswith("clips/") else zipfile.ZIP_DEFLATED
                archive.writestr(name, data, compress_type=stored)
            manifest = json.dumps(
                {"format": FORMAT, "number": number, "made_at": made_at, "files": digests}, sort_keys=True
            ).encode()
            archive.writestr(MANIFEST, manifest)
            archive.writestr(SIGNATURE, key.sign(manifest))
        with aside.open("rb+") as written:
            os.fsync(written.fileno())
        aside.replace(path)
    except OSError as error:
        raise BundleError(f"{path} に書けません。空きと許可を確かめてください。") from error
    finally:
        aside.unlink(missing_ok=True)
    return len(digests)


def is_bundle(data: bytes) -> bool:
    """Whether bytes are a bundle's, signed by whomever."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {MANIFEST, SIGNATURE} <= set(archive.namelist())
    except (OSError, zipfile.BadZipFile, ValueError):
        return False


def is_public_key(text: str) -> bool:
    """Whether a text is a public key as people write it down."""
    try:
        return len(bytes.fromhex(text)) == _KEY_BYTES
    except ValueError:
        return False


def _manifest(data: bytes) -> Manifest:
    """What was signed. BundleError for another format."""
    said = json.loads(data)
    files = said.get("files")
    if said.get("format") != FORMAT or type(said.get("number")) is not int or not isinstance(files, dict):
        raise BundleError("この束は、新しい reader のものです。こちらの reader を新しくしてください。")
    if any(len(name) > _LONGEST_NAME or ".." in name.split("/") or name.startswith("/") for name in files):
        raise BundleError("束の中の名前が正しくありません。取り込んでいません。")
    return Manifest(said["number"], str(said.get("made_at", "")), files)
