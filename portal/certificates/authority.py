"""An institution's own certificates (RFC 5280, P-256): a root to be trusted, and under it the seal that signs.

A signature by a bare self-signed certificate is trusted by no reader, whatever is imported; one under a root is,
once the root is.
"""

from datetime import datetime, timedelta
from typing import NamedTuple, cast

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
"""RFC 9336. Readers older than it ask for e-mail protection instead, so the seal may do both."""
YEARS = timedelta(days=365 * 25)
EARLIER = timedelta(days=2)
"""Clocks differ: what was made just now is valid everywhere."""


class Pair(NamedTuple):
    """A private key and its certificate."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        """The certificate for everybody, as PEM."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)


def root(institution: str, name: str, now: datetime) -> Pair:
    """A new root; `now` aware. It signs seals and nothing else."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(institution, name)
    builder = _builder(subject, subject, key.public_key(), now)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    return Pair(key, builder.add_extension(_usage(ca=True), critical=True).sign(key, hashes.SHA256()))


def seal(institution: str, name: str, above: Pair, now: datetime) -> Pair:
    """A new seal under the root `above`."""
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _builder(_name(institution, name), above.certificate.subject, key.public_key(), now)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(ca=False), critical=True)
    purposes = x509.ExtendedKeyUsage([DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION])
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(above.key.public_key())
    builder = builder.add_extension(purposes, critical=False).add_extension(issuer, critical=False)
    return Pair(key, builder.sign(above.key, hashes.SHA256()))


def pack(pair: Pair, *above: Pair) -> bytes:
    """PKCS#12 without a password: whoever may read the file may sign."""
    chain = [one.certificate for one in above]
    return pkcs12.serialize_key_and_certificates(
        b"seal", pair.key, pair.certificate, chain, serialization.NoEncryption()
    )


def unpack(content: bytes) -> Pair:
    """The pair in a PKCS#12 made by `pack`."""
    key, certificate, _chain = pkcs12.load_key_and_certificates(content, None)
    return Pair(cast(ec.EllipticCurvePrivateKey, key), cast(x509.Certificate, certificate))


def top(content: bytes, password: str) -> bytes:
    """The certificate to trust for a PKCS#12 made elsewhere, as PEM: the end of its chain. ValueError if unreadable."""
    _key, own, chain = pkcs12.load_key_and_certificates(content, password.encode() or None)
    found = [*chain, own] if own else chain
    last = next((one for one in found if one.subject == one.issuer), found[0])
    return last.public_bytes(serialization.Encoding.PEM)


def _name(institution: str, name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, institution[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, name[:64]),
        ]
    )


def _builder(subject: x509.Name, issuer: x509.Name, public: ec.EllipticCurvePublicKey, now: datetime):
    identifier = x509.SubjectKeyIdentifier.from_public_key(public)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - EARLIER)
        .not_valid_after(now + YEARS)
        .add_extension(identifier, critical=False)
    )


def _usage(*, ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=not ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )
