"""The certificates of a local system: its own certificate authority, and one certificate for each part.

Run by the Python of .local/venv as `-m launcher.certificates FOLDER HOST PART...`. HOST is what clients call this
machine. A certificate that names it and is valid for long enough is kept.
"""

import sys
from datetime import datetime, timedelta, timezone
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_VALIDITY = timedelta(days=3650)
VALIDITY = timedelta(days=90)
RENEWED_BEFORE = timedelta(days=30)


def main(folder, host, parts):
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    authority = folder / "ca.pem"
    if not lasts(authority):
        key = make_key(folder / "ca.key")
        save(authority, certify_authority(key))
        for part in parts:
            (folder / f"{part}.pem").unlink(missing_ok=True)
    issuer = x509.load_pem_x509_certificate(authority.read_bytes())
    issuer_key = serialization.load_pem_private_key((folder / "ca.key").read_bytes(), password=None)
    for part in parts:
        certificate = folder / f"{part}.pem"
        if not lasts(certificate) or name_of(host) not in names(certificate):
            key = make_key(folder / f"{part}.key")
            save(certificate, certify(part, host, key, issuer, issuer_key))


def lasts(path):
    if not path.exists() or not path.with_suffix(".key").exists():
        return False
    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    return certificate.not_valid_after_utc > datetime.now(timezone.utc) + RENEWED_BEFORE


def names(path):
    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    return certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value


def name_of(host):
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def certify_authority(key):
    name = common_name("Madang local authority")
    return (
        draft(name, name, key.public_key(), AUTHORITY_VALIDITY)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage(key_cert_sign=True, crl_sign=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def certify(part, host, key, issuer, issuer_key):
    alternatives = [name_of(each) for each in dict.fromkeys(["localhost", part, "127.0.0.1", "::1", host])]
    both_ends = [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]
    return (
        draft(common_name(part), issuer.subject, key.public_key(), VALIDITY)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage(digital_signature=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage(both_ends), critical=False)
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.public_key()), critical=False
        )
        .sign(issuer_key, hashes.SHA256())
    )


def draft(subject, issuer, public_key, validity):
    now = datetime.now(timezone.utc)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + validity)
    )


def usage(**given):
    no = dict.fromkeys(
        [
            "digital_signature",
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ],
        False,
    )
    return x509.KeyUsage(**{**no, **given})


def common_name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def make_key(path):
    key = ec.generate_private_key(ec.SECP256R1())
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return key


def save(path, certificate):
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
