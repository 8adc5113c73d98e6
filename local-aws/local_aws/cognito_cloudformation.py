"""Cognito in CloudFormation."""

from moto.cognitoidentity.models import cognitoidentity_backends

from local_aws import ACCOUNT, REGION, cognito, cognito_identity
from local_aws.cloudformation import provides


def _numbers(properties, *names):
    return {name: int(value) if name in names else value for name, value in properties.items()}


def _pool_config(properties):
    config = {name: value for name, value in properties.items() if name not in ("UserPoolName", "UserPoolTags")}
    password = config.get("Policies", {}).get("PasswordPolicy")
    if password:
        lengths = _numbers(password, "MinimumLength", "TemporaryPasswordValidityDays", "PasswordHistorySize")
        config["Policies"] = {**config["Policies"], "PasswordPolicy": lengths}
    return config


def _update_pool(pool_id, properties):
    cognito.backend().update_user_pool(pool_id, _pool_config(properties))
    pool = cognito.backend().describe_user_pool(pool_id)
    pool.mfa_config = properties.get("MfaConfiguration", "OFF")
    pool.token_mfa_config = {"Enabled": "SOFTWARE_TOKEN_MFA" in properties.get("EnabledMfas", [])}


@provides(
    "AWS::Cognito::UserPool",
    name="UserPoolName",
    attributes=("Arn", "ProviderName", "ProviderURL", "UserPoolId"),
    update=_update_pool,
)
def user_pool(properties, name):
    pool = cognito.backend().create_user_pool(name, _pool_config(properties))
    _update_pool(pool.id, properties)
    provider = f"cognito-idp.{REGION}.amazonaws.com/{pool.id}"
    return pool.id, {
        "Arn": pool.arn,
        "ProviderName": provider,
        "ProviderURL": f"https://{provider}",
        "UserPoolId": pool.id,
    }


def _client_config(properties):
    apart = ("UserPoolId", "GenerateSecret")
    config = {name: value for name, value in properties.items() if name not in apart}
    return _numbers(config, "AccessTokenValidity", "IdTokenValidity", "RefreshTokenValidity", "AuthSessionValidity")


def _update_client(client_id, properties):
    pool_id = properties["UserPoolId"]
    cognito.backend().update_user_pool_client(pool_id, client_id, _client_config(properties))


@provides(
    "AWS::Cognito::UserPoolClient",
    name="ClientName",
    attributes=("ClientId", "ClientSecret", "Name"),
    update=_update_client,
)
def user_pool_client(properties, name):
    config = {"ClientName": name, **_client_config(properties)}
    secret = properties.get("GenerateSecret", False)
    client = cognito.backend().create_user_pool_client(properties["UserPoolId"], secret, config)
    return client.id, {"ClientId": client.id, "ClientSecret": client.secret, "Name": name}


def _update_resource_server(identifier, properties):
    pool = cognito.backend().describe_user_pool(properties["UserPoolId"])
    pool.resource_servers[identifier].scopes = properties.get("Scopes", [])


@provides("AWS::Cognito::UserPoolResourceServer", name="Identifier", update=_update_resource_server)
def resource_server(properties, identifier):
    cognito.backend().create_resource_server(
        properties["UserPoolId"], identifier, properties["Name"], properties.get("Scopes", [])
    )
    return identifier, {}


@provides("AWS::Cognito::UserPoolDomain", name="Domain", attributes=("CloudFrontDistribution",))
def user_pool_domain(properties, domain):
    cognito.backend().create_user_pool_domain(properties["UserPoolId"], domain)
    return domain, {"CloudFrontDistribution": ""}


def _update_group(name, properties):
    pool, properties = properties["UserPoolId"], _numbers(properties, "Precedence")
    wanted = [properties.get(property) for property in ("Description", "RoleArn", "Precedence")]
    cognito.backend().update_group(pool, name, *wanted)


@provides("AWS::Cognito::UserPoolGroup", name="GroupName", update=_update_group)
def user_pool_group(properties, name):
    cognito.backend().create_group(properties["UserPoolId"], name, None, None, None)
    _update_group(name, properties)
    return name, {}


def _update_identity_pool(pool_id, properties):
    pool = cognitoidentity_backends[ACCOUNT][REGION].identity_pools[pool_id]
    pool.allow_unauthenticated_identities = properties["AllowUnauthenticatedIdentities"]
    pool.cognito_identity_providers = properties.get("CognitoIdentityProviders", [])


@provides(
    "AWS::Cognito::IdentityPool",
    name="IdentityPoolName",
    attributes=("Name",),
    update=_update_identity_pool,
)
def identity_pool(properties, name):
    pool_id = cognito_identity.create_pool(
        name, properties["AllowUnauthenticatedIdentities"], properties.get("CognitoIdentityProviders", [])
    )
    return pool_id, {"Name": name}


def _attach_roles(pool_id, properties):
    cognito_identity.roles[pool_id] = properties.get("Roles", {})


@provides("AWS::Cognito::IdentityPoolRoleAttachment", attributes=("Id",), update=_attach_roles)
def identity_pool_role_attachment(properties, name):
    _attach_roles(properties["IdentityPoolId"], properties)
    return properties["IdentityPoolId"], {"Id": name}


def _map_principal_tags(_reference, properties):
    key = properties["IdentityPoolId"], properties["IdentityProviderName"]
    if properties.get("UseDefaults"):
        cognito_identity.principal_tags[key] = cognito_identity.DEFAULT_TAGS
    else:
        cognito_identity.principal_tags[key] = properties.get("PrincipalTags", {})


@provides("AWS::Cognito::IdentityPoolPrincipalTag", update=_map_principal_tags)
def identity_pool_principal_tag(properties, _name):
    _map_principal_tags(None, properties)
    return f"{properties['IdentityPoolId']}|{properties['IdentityProviderName']}", {}
