"""CloudFront in CloudFormation: a distribution, and what it is made of. moto provisions none of it.

The same template gives the same ids, so that a restart keeps what clients were told.
"""

import base64
import hashlib

from moto.cloudformation.exceptions import ValidationError
from moto.cloudfront.models import Distribution, DistributionConfig, OriginAccessControl, cloudfront_backends

from local_aws import ACCOUNT
from local_aws.cloudformation import provides

configurations = {}
"""Of each distribution that a template made, as the template has it."""

response_headers = {}
"""Of each response headers policy, by its id."""

functions = {}
"""The code of each function, by its ARN."""


def backend():
    return cloudfront_backends[ACCOUNT]["aws"]


def _id(letter, *named):
    digest = hashlib.sha256("\n".join(named).encode()).digest()
    return letter + base64.b32encode(digest).decode()[:13]


def _logical(resource_name):
    """The name of a resource without the random end that moto gives it."""
    return resource_name.rpartition("-")[0]


def _config(properties, kind):
    return properties[f"{kind}Config"]


def _refuse_another_key(reference, properties):
    """Of a public key only the comment can be changed."""
    if _pem(properties) != backend().public_keys[reference].encoded_key.strip():
        raise ValidationError(message="Resource handler returned message: The encoded key of a PublicKey cannot change")


def _pem(properties):
    return _config(properties, "PublicKey")["EncodedKey"].strip()


@provides("AWS::CloudFront::PublicKey", attributes=("Id",), update=_refuse_another_key)
def public_key(properties, name):
    config = _config(properties, "PublicKey")
    key = backend().create_public_key(config["CallerReference"], config["Name"], _pem(properties) + "\n")
    del backend().public_keys[key.id]
    key.id = _id("K", _logical(name), _pem(properties))
    backend().public_keys[key.id] = key
    return key.id, {"Id": key.id}


def _change_keys(reference, properties):
    backend().key_groups[reference].items = _config(properties, "KeyGroup")["Items"]


@provides("AWS::CloudFront::KeyGroup", attributes=("Id",), update=_change_keys)
def key_group(properties, name):
    config = _config(properties, "KeyGroup")
    group = backend().create_key_group(config["Name"], config["Items"])
    del backend().key_groups[group.id]
    group.id = _id("G", _logical(name))
    backend().key_groups[group.id] = group
    return group.id, {"Id": group.id}


@provides("AWS::CloudFront::OriginAccessControl", attributes=("Id",))
def origin_access_control(properties, name):
    control = OriginAccessControl(_config(properties, "OriginAccessControl"))
    control.id = _id("E", _logical(name))
    backend().origin_access_controls[control.id] = control
    return control.id, {"Id": control.id}


@provides("AWS::CloudFront::CachePolicy", attributes=("Id",))
def cache_policy(properties, name):
    """Kept and never asked: nothing is cached here."""
    return _id("C", _logical(name)), {"Id": _id("C", _logical(name))}


def _change_headers(reference, properties):
    response_headers[reference] = _config(properties, "ResponseHeadersPolicy")


@provides("AWS::CloudFront::ResponseHeadersPolicy", attributes=("Id",), update=_change_headers)
def response_headers_policy(properties, name):
    policy = _id("R", _logical(name))
    _change_headers(policy, properties)
    return policy, {"Id": policy}


def _change_code(reference, properties):
    functions[reference] = properties["FunctionCode"]


@provides("AWS::CloudFront::Function", attributes=("FunctionARN",), update=_change_code)
def function(properties, _name):
    arn = f"arn:aws:cloudfront::{ACCOUNT}:function/{properties['Name']}"
    _change_code(arn, properties)
    return arn, {"FunctionARN": arn}


def _change_distribution(reference, properties):
    config = _config(properties, "Distribution")
    configurations[reference] = config
    distribution = backend().distributions[reference]
    distribution.distribution_config = DistributionConfig(_as_api(config, reference))


@provides("AWS::CloudFront::Distribution", attributes=("Id", "DomainName"), update=_change_distribution)
def distribution(properties, name):
    config, identifier = _config(properties, "Distribution"), _id("E", _logical(name))
    made = Distribution(ACCOUNT, "aws", _as_api(config, identifier))
    made.id = made.distribution_id = identifier
    made.arn = f"arn:aws:cloudfront::{ACCOUNT}:distribution/{identifier}"
    made.domain_name = f"{identifier.lower()}.cloudfront.net"
    backend().distributions[identifier] = made
    configurations[identifier] = config
    return identifier, {"Id": identifier, "DomainName": made.domain_name}


def _as_api(config, reference):
    """Lists are objects with a quantity there."""
    return {
        "CallerReference": reference,
        "Comment": config.get("Comment", ""),
        "Enabled": config["Enabled"],
        "HttpVersion": config.get("HttpVersion", "http2"),
        "PriceClass": config.get("PriceClass", "PriceClass_All"),
        "Aliases": _items(config.get("Aliases") or []),
        "Origins": _items([dict(origin) for origin in config["Origins"]]),
        "DefaultCacheBehavior": _behaviour(config["DefaultCacheBehavior"]),
        "CacheBehaviors": _items([_behaviour(each) for each in config.get("CacheBehaviors", [])]),
    }


def _behaviour(behaviour):
    lists = {name: _items(behaviour[name]) for name in ("AllowedMethods", "TrustedKeyGroups") if name in behaviour}
    return {**behaviour, **lists}


def _items(values):
    return {"Quantity": len(values), "Items": values}
