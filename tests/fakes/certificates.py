"""Certificates made on the spot, good and bad, and a server that shows them."""

from __future__ import annotations

import contextlib
import socket
import ssl
import tempfile
import threading
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.fakes.hostile import Act


class Authority:
    """A certificate authority for one test."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _name("Test authority")
        usage = x509.BasicConstraints(ca=True, path_length=None)
        self.certificate = (
            _builder(self._name, self._name, self._key)
            .add_extension(usage, critical=True)
            .sign(self._key, hashes.SHA256())
        )

    def trust(self) -> ssl.SSLContext:
        """A client's trust in this authority alone, as strict as the product's own."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(
            cadata=self.certificate.public_bytes(serialization.Encoding.PEM).decode()
        )
        return context

    def server(self, host: str, *, days: int = 1, signed: bool = True) -> ssl.SSLContext:
        """A server's context for `host`; expired with negative `days`, self-signed with `signed=False`."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = _name(host)
        certificate = (
            _builder(name, self._name if signed else name, key, days=days)
            .add_extension(x509.SubjectAlternativeName([_alternative(host)]), critical=False)
            .sign(self._key if signed else key, hashes.SHA256())
        )
        return _server_context(certificate, key)


class TlsServer:
    """Accepts TLS on loopback and does one act after each handshake. `end_of_tls` sends TLS's farewell."""

    def __init__(self, context: ssl.SSLContext, act: Act, *, end_of_tls: bool = True) -> None:
        self._context = context
        self._act = act
        self._end_of_tls = end_of_tls
        self.names: list[str | None] = []
        context.sni_callback = lambda _socket, name, _context: self.names.append(name)

    def __enter__(self) -> TlsServer:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *raised: object) -> None:
        # A thread about to accept() on a closed listener could take the next server's connections: the
        # kernel gives the same number to its socket.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listener.close()

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    def _serve(self) -> None:
        while True:
            try:
                accepted, _ = self._listener.accept()
            except OSError:
                return
            with contextlib.suppress(OSError), accepted:
                self._talk(accepted)

    def _talk(self, accepted: socket.socket) -> None:
        with self._context.wrap_socket(accepted, server_side=True) as secured:
            secured.recv(65536)
            self._act(secured)
            if self._end_of_tls:
                secured.unwrap()


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _alternative(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, *, days: int = 1
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    start, end = sorted((now - timedelta(days=2), now + timedelta(days=days)))
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
    )


def _server_context(certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "server.pem"
        path.write_bytes(
            certificate.public_bytes(serialization.Encoding.PEM)
            + key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        context.load_cert_chain(path)
    return context
