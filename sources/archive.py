"""Where captures lie and the key that signs them, made from the settings once a process."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.core.files.storage import storages

from sources.conf import sources_settings
from sources.storages import DjangoStore


@cache
def store() -> DjangoStore:
    """The archive, on the storage that STORAGES["archive"] names."""
    return DjangoStore(storages["archive"])


@cache
def signing_key() -> Ed25519PrivateKey:
    """The newsroom's key, made at first use with mode 600. Keep a copy: without it nothing new can be signed
    as the same newsroom.
    """
    path = Path(sources_settings().signing_key)
    if not path.exists():
        _write_new_key(path)
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{path} holds no Ed25519 key: put the newsroom's key there.")
    return key


def _write_new_key(path: Path) -> None:
    """Two processes may get here at once: the first to link its file wins, both then read the same key."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    temporary = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)
    try:
        os.link(temporary, path)
    except FileExistsError:
        pass
    finally:
        temporary.unlink()
