"""Cognito's passwords: the password policy, and changing a password."""

import re

from moto.cognitoidp.exceptions import InvalidParameterException, NotAuthorizedError
from moto.cognitoidp.models import CognitoIdpBackend

from local_aws import cognito_tokens
from local_aws.patching import patches

MAX_LENGTH = 256
SHAPE = re.compile(r"\S+.*\S+", re.DOTALL)


@patches(CognitoIdpBackend)
def _validate_password(original, backend, user_pool_id, password):
    """A password must not begin or end with a space, and may have 256 characters; moto's limit is 98."""
    if not SHAPE.fullmatch(password) or len(password) > MAX_LENGTH:
        raise InvalidParameterException(
            "1 validation error detected: Value at 'password' failed to satisfy constraint: "
            r"Member must satisfy regular expression pattern: ^[\S]+.*[\S]+$"
        )
    # The shortened password has every kind of character that the whole password has.
    kinds = "".join(dict.fromkeys(password))
    return original(backend, user_pool_id, password if len(password) < 99 else (kinds + password)[:98])


@patches(CognitoIdpBackend)
def change_password(original, backend, access_token, previous_password, proposed_password):
    """Requires the old password; the error for a wrong one does not name the user."""
    user = cognito_tokens.user_of(access_token)
    backend._validate_password(user.user_pool_id, proposed_password)
    if user.password != previous_password:
        raise NotAuthorizedError("Incorrect username or password.")
    user.password = proposed_password
