"""Settings that must be made before moto is imported, and memory that is saved."""

import ctypes
import os
import sys
import types
import warnings

from local_aws import ACCOUNT, REGION

SETTINGS = {
    "MOTO_ACCOUNT_ID": ACCOUNT,
    # S3 applies the CORS rules of each bucket.
    "MOTO_DISABLE_GLOBAL_CORS": "true",
    # Clients use path-style addresses; a name of this server that contains a dot is no bucket.
    "S3_IGNORE_SUBDOMAIN_BUCKETNAME": "true",
    # The same template gives the same ids, so that clients can use their ids after a restart.
    "MOTO_COGNITO_IDP_USER_POOL_ID_STRATEGY": "HASH",
    "MOTO_COGNITO_IDP_USER_POOL_CLIENT_ID_STRATEGY": "HASH",
    # moto asks for them when it is imported; nothing here calls AWS.
    "AWS_ACCESS_KEY_ID": "local",
    "AWS_SECRET_ACCESS_KEY": "local",
    "AWS_DEFAULT_REGION": REGION,
}

UNUSED_SERVICES = (
    "apigateway autoscaling awslambda batch datapipeline ec2 ecr ecs efs elb elbv2 emr iot"
    " rds redshift route53 sagemaker stepfunctions"
).split()


class _Stub(types.ModuleType):
    """Replaces a module of moto; any name in it is an empty class."""

    __path__: list = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


M_MMAP_THRESHOLD = -3
LARGE = 1 << 20


def apply():
    _return_large_blocks()
    os.environ.update(SETTINGS)
    warnings.simplefilter("ignore")
    _stub_unused_services()


def _return_large_blocks():
    """Makes glibc return freed memory: without this it keeps 300 MB after an upload of 200 MB."""
    try:
        ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, LARGE)
    except (AttributeError, OSError, TypeError):
        pass


def _stub_unused_services():
    """moto's CloudFormation imports every service that it can provision, 130 MB of them.

    Empty modules replace the services that our templates do not use.
    """
    for service in UNUSED_SERVICES:
        package = f"moto.{service}"
        models = _Stub(f"{package}.models")
        sys.modules[package] = _Stub(package)
        sys.modules[package].models = models
        sys.modules[f"{package}.models"] = models
        sys.modules[f"{package}.models.core"] = models
    sys.modules["moto.awslambda.utils"] = _Stub("moto.awslambda.utils")
