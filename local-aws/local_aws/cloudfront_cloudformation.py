"""CloudFront in CloudFormation: distributions and the resources that they use. moto provisions none of them.

The same template gives the same ids, so that clients can use their ids after a restart.
"""

import base64
import hashlib

from moto.cloudformation.exceptions import ValidationError
from moto.cloudfront.models import Distribution, DistributionConfig, OriginAccessControl, cloudfront_backends

from local_aws import ACCOUNT
from local_aws.cloudformation import provides

configurations = {}
"""The template's configuration of each distribution, by its id."""

response_headers = {}
"""The configuration of each response headers policy, by its id."""

cache_policies = {}
"""The configuration of each cache policy, by its id."""

functions = {}
"""The code of each function, by its ARN."""


def backend():
    return cloudfront_backends[ACCOUNT]["aws"]


def _id(letter, *named):
    digest = hashlib.sha256("\n".join(named).encode()).digest()
    return letter + base64.b32encode(digest).decode()[:13]


def _logical_id(resource_name):
    """The logical id of a resource: moto appends a random suffix to it."""
    return resource_name.rpartition("-")[0]


def _config(properties, kind):
    return properties[f"{kind}Config"]


def _reject_changed_key(reference, properties):
    """Only the comment of a public key can change."""
    if _pem(properties) != backend().public_keys[reference].encoded_key.strip():
        raise ValidationError(message="Resource handler returned message: The encoded key of a PublicKey cannot change")


def _pem(properties):
    return _config(properties, "PublicKey")["EncodedKey"].strip()


@provides("AWS::CloudFront::PublicKey", attributes=("Id",), update=_reject_changed_key)
def public_key(properties, name):
    config = _config(properties, "PublicKey")
    key = backend().create_public_key(config["CallerReference"], config["Name"], _pem(properties) + "\n")
    del backend().public_keys[key.id]
    key.id = _id("K", _logical_id(name), _pem(properties))
    backend().public_keys[key.id] = key
    return key.id, {"Id": key.id}


def _update_key_group(reference, properties):
    backend().key_groups[reference].items = _config(properties, "KeyGroup")["Items"]


@provides("AWS::CloudFront::KeyGroup", attributes=("Id",), update=_update_key_group)
def key_group(properties, name):
    config = _config(properties, "KeyGroup")
    group = backend().create_key_group(config["Name"], config["Items"])
    del backend().key_groups[group.id]
    group.id = _id("G", _logical_id(name))
    backend().key_groups[group.id] = group
    return group.id, {"Id": group.id}


@provides("AWS::CloudFront::OriginAccessControl", attributes=("Id",))
def origin_access_control(properties, name):
    control = OriginAccessControl(_config(properties, "OriginAccessControl"))
    control.id = _id("E", _logical_id(name))
    backend().origin_access_controls[control.id] = control
    return control.id, {"Id": control.id}


def _update_cache_policy(reference, properties):
    config = _config(properties, "CachePolicy")
    times = {name: float(config[name]) for name in ("MinTTL", "DefaultTTL", "MaxTTL")}
    cache_policies[reference] = {**config, **times}


@provides("AWS::CloudFront::CachePolicy", attributes=("Id",), update=_update_cache_policy)
def cache_policy(properties, name):
    policy = _id("C", _logical_id(name))
    _update_cache_policy(policy, properties)
    return policy, {"Id": policy}


def _update_headers(reference, properties):
    response_headers[reference] = _config(properties, "ResponseHeadersPolicy")


@provides("AWS::CloudFront::ResponseHeadersPolicy", attributes=("Id",), update=_update_headers)
def response_headers_policy(properties, name):
    policy = _id("R", _logical_id(name))
    _update_headers(policy, properties)
    return policy, {"Id": policy}


def _update_function(reference, properties):
    functions[reference] = properties["FunctionCode"]


@provides("AWS::CloudFront::Function", attributes=("FunctionARN",), update=_update_function)
def function(properties, _name):
    arn = f"arn:aws:cloudfront::{ACCOUNT}:function/{properties['Name']}"
    _update_function(arn, properties)
    return arn, {"FunctionARN": arn}


def _update_distribution(reference, properties):
    config = _config(properties, "Distribution")
    configurations[reference] = config
    distribution = backend().distributions[reference]
    distribution.distribution_config = DistributionConfig(_as_api(config, reference))


@provides("AWS::CloudFront::Distribution", attributes=("Id", "DomainName"), update=_update_distribution)
def distribution(properties, name):
    config, identifier = _config(properties, "Distribution"), _id("E", _logical_id(name))
    made = Distribution(ACCOUNT, "aws", _as_api(config, identifier))
    made.id = made.distribution_id = identifier
    made.arn = f"arn:aws:cloudfront::{ACCOUNT}:distribution/{identifier}"
    made.domain_name = f"{identifier.lower()}.cloudfront.net"
    backend().distributions[identifier] = made
    configurations[identifier] = config
    return identifier, {"Id": identifier, "DomainName": made.domain_name}


def _as_api(config, reference):
    """The configuration as the API has it, where a list is an object with a quantity."""
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
