"""What must be in place before moto is imported: its settings, and room saved."""

import ctypes
import os
import sys
import types
import warnings

from local_aws import ACCOUNT, REGION

SETTINGS = {
    "MOTO_ACCOUNT_ID": ACCOUNT,
    # S3 answers browsers by the rules of each bucket.
    "MOTO_DISABLE_GLOBAL_CORS": "true",
    # The same template gives the same ids, so that a restart keeps what clients were told.
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


class _Absent(types.ModuleType):
    """Stands in for a module of moto; any name in it is an empty class."""

    __path__: list = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


M_MMAP_THRESHOLD = -3
LARGE = 1 << 20


def prepare():
    _give_large_blocks_back()
    os.environ.update(SETTINGS)
    warnings.simplefilter("ignore")
    _leave_out_unused_services()


def _give_large_blocks_back():
    """glibc keeps what the threads have freed, 300 MB after an upload of 200; other systems do not."""
    try:
        ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, LARGE)
    except (AttributeError, OSError, TypeError):
        pass


def _leave_out_unused_services():
    """moto's CloudFormation imports every service that it can provision, 130 MB of them.

    Those that no template of ours uses are stood in for by empty modules.
    """
    for service in UNUSED_SERVICES:
        package = f"moto.{service}"
        models = _Absent(f"{package}.models")
        sys.modules[package] = _Absent(package)
        sys.modules[package].models = models
        sys.modules[f"{package}.models"] = models
        sys.modules[f"{package}.models.core"] = models
    sys.modules["moto.awslambda.utils"] = _Absent("moto.awslambda.utils")
