"""Sockets to listen on."""

import socket

from kg.errors import KgError

__all__ = ["listen"]


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; 0 takes any port that is free.

    Raises:
        KgError: the address cannot be listened on.
    """
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise KgError(f"cannot listen on {host}, port {port} ({error.strerror}): choose another with --port") from error
