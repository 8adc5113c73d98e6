"""./run config: what a client needs to use this system, such as Amplify or another client of Cognito."""

import json
import re
import shlex

from launcher import local_aws
from launcher.settings import REGION, TLS, Unusable, gateway_url, public_aws_url


def config():
    try:
        outputs = local_aws.outputs()
    except FileNotFoundError:
        raise Unusable("there is no system yet: ./run makes one") from None
    return {
        "region": REGION,
        "userPoolId": outputs["UserPoolId"],
        "appClientId": outputs["AppClientId"],
        "identityPoolId": outputs["IdentityPoolId"],
        "issuer": outputs["Issuer"],
        "bucket": outputs["PrivateSpaceBucket"],
        "keyPrefix": "private/{sub}/",
        "apiUrl": gateway_url(),
        "cognitoUrl": public_aws_url(),
        "cognitoIdentityUrl": public_aws_url(),
        "s3Url": public_aws_url(),
        "s3PathStyle": True,
        "cdnUrl": outputs["CdnUrl"],
        "certificateAuthority": str(TLS / "ca.pem"),
    }


def as_json(values):
    return json.dumps(values, indent=2)


def as_amplify(values):
    """amplify_outputs.json. Amplify ignores `custom`: an app passes the endpoints in it on, see docs/amplify.md."""
    return json.dumps(
        {
            "version": "1.4",
            "auth": {
                "aws_region": values["region"],
                "user_pool_id": values["userPoolId"],
                "user_pool_client_id": values["appClientId"],
                "identity_pool_id": values["identityPoolId"],
                "username_attributes": ["email"],
                "user_verification_types": ["email"],
                "standard_required_attributes": ["email"],
                "unauthenticated_identities_enabled": False,
                "mfa_configuration": "OPTIONAL",
                "mfa_methods": ["TOTP"],
            },
            "storage": {"aws_region": values["region"], "bucket_name": values["bucket"]},
            "custom": {"madang": values},
        },
        indent=2,
    )


def as_environment(values):
    """For a shell: MADANG_USER_POOL_ID, and so on."""
    texts = {name: json.dumps(value) if isinstance(value, bool) else value for name, value in values.items()}
    return "\n".join(f"MADANG_{snake_case(name)}={shlex.quote(text)}" for name, text in texts.items())


def snake_case(name):
    return re.sub("(?<!^)([A-Z])", r"_\1", name).upper()


FORMATS = {"json": as_json, "amplify": as_amplify, "env": as_environment}


def show(form="json"):
    if form not in FORMATS:
        raise Unusable(f"./run config knows the formats {', '.join(FORMATS)}, not {form}")
    print(FORMATS[form](config()))
