"""The desk: one process of its own beside the daemon, which reads; editors may let it write verdicts.

On loopback or a unix socket anybody who reaches it may read; any other address needs a token.
"""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import anyio
import anyio.to_thread
import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException

from watcher.errors import ConfigError, StoreError, WatcherError, tell_reason
from watcher.settings import Config, WebSettings
from watcher.web import thrift
from watcher.web.desk import Desk
from watcher.web.faults import PageFault
from watcher.web.gate import LOOPBACK, Access, Gate, host_name, is_loopback
from watcher.web.previews import Previews

THREADS = 1  # Python runs one at a time: two would pass its lock to and fro with every row that SQLite finds
GRACE_SECONDS = 1
KEEP_SECONDS = 30  # longer than clients keep idle connections, or we may close one that is just being used
OPEN_REQUESTS = 200
SHORTEST_TOKEN = 16


@dataclass(frozen=True, slots=True)
class Listen:
    """Where to be reached: `host` and `port`, or a unix socket at `path`."""

    host: str = "127.0.0.1"
    port: int = 8400
    path: Path | None = None

    @classmethod
    def read(cls, told: str) -> Listen:
        """From `host:port`, `[::1]:port` or `unix:path`, as the configuration has it."""
        if told.startswith("unix:"):
            return cls(path=Path(told.removeprefix("unix:")))
        host, _, port = told.rpartition(":")
        return cls(host.strip("[]"), int(port))

    @property
    def is_private(self) -> bool:
        return self.path is not None or is_loopback(self.host)

    def __str__(self) -> str:
        if self.path:
            return f"unix:{self.path}"
        return f"http://[{self.host}]:{self.port}" if ":" in self.host else f"http://{self.host}:{self.port}"


def build(config: Config, previews: Previews, access: Access | None = None) -> Gate:
    """The application: routes behind the gate."""
    desk = Desk(config, previews)

    @asynccontextmanager
    async def live(app: Starlette) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        await anyio.to_thread.run_sync(desk.warm)
        thrift.settle()
        async with anyio.create_task_group() as beside:
            beside.start_soon(desk.keep_ahead)
            yield
            beside.cancel_scope.cancel()
        desk.close()

    faults = (PageFault, StoreError, HTTPException)
    app = Starlette(routes=desk.routes(), lifespan=live, exception_handlers=dict.fromkeys(faults, desk.refuse))
    return Gate(app, access or Access())


def open_to(web: WebSettings, listen: Listen, names: tuple[str, ...] = (), token: str | None = None) -> Access:
    """Who may ask: by the names of this machine, of where we listen and of where readers open the desk."""
    public = host_name(urlsplit(web.address or "").netloc)
    hosts = (*LOOPBACK, listen.host, *web.hosts, *names, *([public] if public else []))
    return Access(hosts, token, web.editors, web.trust_proxy)


def check(listen: Listen, access: Access) -> None:
    """Raises ConfigError for what must not be served."""
    if access.token is not None and len(access.token) < SHORTEST_TOKEN:
        raise ConfigError(
            f"the token is shorter than {SHORTEST_TOKEN} characters; make one with `openssl rand -hex 16`"
        )
    if not listen.is_private and access.token is None:
        raise ConfigError(
            f"{listen.host} can be reached by others, so a token is needed; give one with [web] token_file, "
            "or serve 127.0.0.1 behind a proxy with a login"
        )


def serve(
    config: Config, listen: Listen, access: Access, previews: Previews, tell: Callable[[str], object] = str
) -> None:
    """Until SIGTERM or SIGINT; what is asked then has a second to end. `tell`: where, once it is ours."""
    check(listen, access)
    sockets = [bind(listen.path)] if listen.path else bind_port(listen)
    tell(str(listen))
    thrift.begin()
    told = uvicorn.Config(
        build(config, previews, access),
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        limit_concurrency=OPEN_REQUESTS,
        timeout_keep_alive=KEEP_SECONDS,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    try:
        uvicorn.Server(told).run(sockets=sockets)
    finally:
        for each in sockets:
            each.close()
        if listen.path:
            listen.path.unlink(missing_ok=True)


def bind_port(listen: Listen) -> list[socket.socket]:
    """At each address of the host. Bound here, since uvicorn tells a taken port in words of its own."""
    bound: list[socket.socket] = []
    try:
        found = socket.getaddrinfo(listen.host, listen.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        for family, _, _, _, address in dict.fromkeys(found):
            bound.append(socket.create_server(address[:2], family=family))
    except OSError as error:
        for each in bound:
            each.close()
        why = tell_reason(error).partition(" (")[0]
        # No ConfigError: that ends the unit for good, and whoever has the port may let go of it.
        raise WatcherError(
            f"the desk cannot listen at {listen}: {why}; name another place by --port"
        ) from error
    return bound


def bind(path: Path) -> socket.socket:
    """Bound here, since uvicorn would open its socket to everyone on the machine."""
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        if path.is_socket():
            path.unlink()  # left by a process that was killed
        listening.bind(str(path))
        path.chmod(0o660)
    except OSError as error:
        listening.close()
        reason = tell_reason(error)
        raise ConfigError(f"{path} cannot be made: {reason}; check the folder and its owner") from error
    return listening
