"""Cognito's passwords: what may be one, and who may change it."""

import re

from moto.cognitoidp.exceptions import InvalidParameterException, NotAuthorizedError
from moto.cognitoidp.models import CognitoIdpBackend

from local_aws import cognito_tokens
from local_aws.mending import mends

LONGEST = 256
SHAPE = re.compile(r"\S+.*\S+", re.DOTALL)


@mends(CognitoIdpBackend)
def _validate_password(original, backend, user_pool_id, password):
    """A password neither begins nor ends with a space, and may have 256 characters; moto takes 98."""
    if not SHAPE.fullmatch(password) or len(password) > LONGEST:
        raise InvalidParameterException(
            "1 validation error detected: Value at 'password' failed to satisfy constraint: "
            r"Member must satisfy regular expression pattern: ^[\S]+.*[\S]+$"
        )
    # What is left of a long password has every kind of character that the whole has.
    kinds = "".join(dict.fromkeys(password))
    return original(backend, user_pool_id, password if len(password) < 99 else (kinds + password)[:98])


@mends(CognitoIdpBackend)
def change_password(original, backend, access_token, previous_password, proposed_password):
    """Only who knows the old password changes it; the refusal of a wrong one names nobody."""
    user = cognito_tokens.user_of(access_token)
    backend._validate_password(user.user_pool_id, proposed_password)
    if user.password != previous_password:
        raise NotAuthorizedError("Incorrect username or password.")
    user.password = proposed_password
