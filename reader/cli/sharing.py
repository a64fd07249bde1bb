"""Where clips are kept: in a folder, or in one before a bucket that machines share."""

from reader.cli.server import server_of
from reader.errors import SettingsError
from reader.library.server.address import with_extra
from reader.settings.site import Settings
from reader.speech.clips.cache import ClipCache


def clips_of(settings: Settings) -> ClipCache:
    """The folder, before the bucket that ``clip_store`` names, if it names one. SettingsError where that cannot be."""
    if not settings.clip_store:
        return ClipCache(settings.audio_cache, settings.audio_cache_max)
    server = server_of(settings)
    if server is None:
        raise SettingsError(
            "clip_store には database も要ります（どの音声が置き場にあるかを、そこに書くため）。"
        )
    with with_extra("clip_store"):
        from reader.library.server.ledger import ServerLedger
        from reader.speech.shared.object_bucket import ObjectBucket
        from reader.speech.shared.shared_clips import SharedClips
    bucket = ObjectBucket("/".join(filter(None, (settings.clip_store.rstrip("/"), server.town))))
    return SharedClips(settings.audio_cache, settings.audio_cache_max, bucket, ServerLedger(server))
