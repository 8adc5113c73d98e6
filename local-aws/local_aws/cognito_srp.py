"""Cognito's sign-in by secure remote password (SRP): the password is never sent, and a wrong one fails.

SRP-6a with the 3072-bit group of RFC 5054, as Cognito's own clients implement it.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
import uuid
from dataclasses import dataclass

from moto.cognitoidp.exceptions import InvalidParameterException

N = int(
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
    "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
    "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F"
    "83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
    "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510"
    "15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7"
    "ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C"
    "BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF",
    16,
)
G = 2


def _bytes(number):
    """As Java's BigInteger.toByteArray: a leading zero where the sign bit would be set."""
    return number.to_bytes(number.bit_length() // 8 + 1, "big")


def _hash(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def _hmac(key, message):
    return hmac.new(key, message, hashlib.sha256).digest()


def _number(digest):
    return int.from_bytes(digest, "big")


K = _number(_hash(_bytes(N), _bytes(G)))


@dataclass
class Proof:
    """The server's side of an SRP exchange: the client must sign with the derived key."""

    key: bytes
    pool_name: str
    user_id: str
    salt: int
    public: int

    @staticmethod
    def create(pool, user, username, client_public):
        """An unknown user gets a challenge too, with a random password."""
        pool_name = pool.id.split("_", 1)[1]
        user_id = user.id if user else str(uuid.uuid5(uuid.NAMESPACE_OID, f"{pool.id} {username}"))
        password = user.password if user and user.password else secrets.token_hex(32)
        salt = secrets.randbits(128)
        x = _number(_hash(_bytes(salt), _hash(f"{pool_name}{user_id}:{password}".encode())))
        verifier = pow(G, x, N)
        private = secrets.randbits(1024)
        public = (K * verifier + pow(G, private, N)) % N
        client_value = _client_public(client_public)
        u = _number(_hash(_bytes(client_value), _bytes(public)))
        shared = pow(client_value * pow(verifier, u, N), private, N)
        key = _hmac(_hmac(_bytes(u), _bytes(shared)), b"Caldera Derived Key\x01")[:16]
        return Proof(key, pool_name, user_id, salt, public)

    def challenge(self, session):
        block = base64.b64encode(session.encode()).decode()
        return {"SALT": f"{self.salt:x}", "SRP_B": f"{self.public:x}", "SECRET_BLOCK": block}

    @staticmethod
    def session(responses):
        try:
            return base64.b64decode(responses["PASSWORD_CLAIM_SECRET_BLOCK"], validate=True).decode()
        except (KeyError, binascii.Error, UnicodeDecodeError):
            raise InvalidParameterException("Missing or malformed PASSWORD_CLAIM_SECRET_BLOCK") from None

    def is_proven_by(self, responses):
        claim = (
            self.pool_name.encode()
            + self.user_id.encode()
            + base64.b64decode(responses["PASSWORD_CLAIM_SECRET_BLOCK"])
            + responses.get("TIMESTAMP", "").encode()
        )
        expected = base64.b64encode(_hmac(self.key, claim)).decode()
        return hmac.compare_digest(expected.encode(), responses.get("PASSWORD_CLAIM_SIGNATURE", "").encode())


def _client_public(text):
    try:
        number = int(text, 16)
    except ValueError:
        number = 0
    if number % N == 0:
        raise InvalidParameterException("SRP_A is not a public value")
    return number
