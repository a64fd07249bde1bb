"""Where the library is, if a server keeps it."""

from reader.library.server.address import ServerAddress
from reader.settings.site import Settings


def server_of(settings: Settings) -> ServerAddress | None:
    """The town's share of the server; None where the library is a file. SettingsError for what is no address."""
    return ServerAddress(settings.database, settings.town) if settings.database else None
