"""The key pair of the CDN: media-service signs cookies and URLs with the private key.

Run by the Python of .local/venv as `-m launcher.cdn_key FOLDER`. An existing key pair is kept.
"""

import sys
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa


def main(folder):
    private, public = folder / "cdn.key", folder / "cdn.pub"
    if public.exists():  # written last
        return
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private.unlink(missing_ok=True)
    private.touch(mode=0o600)
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    draft = folder / "cdn.pub.draft"
    draft.write_bytes(
        key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    )
    draft.replace(public)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
