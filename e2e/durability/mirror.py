"""A device that keeps up with a calendar by its sync-token."""

from support.webdav import CalendarClient


class Mirror:
    """What such a device knows: the ETag of each object. It begins with all that is there."""

    def __init__(self, client: CalendarClient):
        self.etags: dict[str, str] = {}
        self._client = client
        self._token = ""
        self.catch_up()

    def catch_up(self) -> None:
        """Asks until there is no news: a server may tell a long story in parts."""
        while True:
            changes = self._client.changes_since(self._token)
            self._token = changes.token
            if not changes.etags and not changes.gone:
                return
            self.etags |= changes.etags
            for name in changes.gone:
                self.etags.pop(name, None)
