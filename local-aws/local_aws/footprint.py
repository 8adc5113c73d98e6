"""Keeps moto small: this module comes before any other import of moto."""

import sys
import types

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


def leave_out_unused_services():
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


def forget_dead_instances():
    """moto keeps a reference to every object it ever made, copies too, for its data dump."""
    from moto.core.common_models import BaseModel

    def new(cls, *args, **kwargs):
        return object.__new__(cls)

    BaseModel.__new__ = staticmethod(new)
