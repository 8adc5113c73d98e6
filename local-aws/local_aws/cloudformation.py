"""CloudFormation: the resource types that moto does not provision, and corrected updates."""

import re
import threading

import yaml
from moto.cloudformation import parsing
from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.responses import CloudFormationResponse
from moto.cloudformation.utils import yaml_tag_constructor
from moto.core.common_models import CloudFormationModel
from moto.core.responses import ActionResult
from moto.dynamodb.models.table import GlobalSecondaryIndex, Table
from moto.sns.models import Topic
from moto.sqs.models import Queue

from local_aws.patching import patches

_creation_lock = threading.RLock()


def provides(resource_type, name=None, attributes=(), update=None):
    """Makes CloudFormation create a resource type by the decorated function.

    The function gets the properties and the physical name, and returns the reference
    (what Ref gives) and the attributes (what Fn::GetAtt gives). `update` gets the
    reference and the new properties; without it a changed resource stays as it is.
    """

    def register(create):
        class Provided(CloudFormationModel):
            def __init__(self, reference, values):
                self.physical_resource_id = reference
                self.values = values

            @staticmethod
            def cloudformation_type():
                return resource_type

            @staticmethod
            def cloudformation_name_type():
                return name

            @classmethod
            def has_cfn_attr(cls, attribute):
                return attribute in attributes

            def get_cfn_attribute(self, attribute):
                return self.values[attribute]

            @classmethod
            def create_from_cloudformation_json(cls, resource_name, cloudformation_json, *_, **__):
                return cls(*create(properties_of(cloudformation_json), resource_name))

            @classmethod
            def update_from_cloudformation_json(cls, original_resource, cloudformation_json, **_):
                if update:
                    update(original_resource.physical_resource_id, properties_of(cloudformation_json))
                return original_resource

            @classmethod
            def delete_from_cloudformation_json(cls, *_, **__):
                pass

            def delete(self, *_, **__):
                pass

        # A global of this module: moto finds it with __subclasses__(), and a saved state by its name.
        Provided.__name__ = Provided.__qualname__ = resource_type.replace("::", "")
        globals()[Provided.__name__] = Provided
        return create

    return register


def properties_of(cloudformation_json):
    return _typed(cloudformation_json.get("Properties", {}))


def _typed(value):
    """Converts booleans that were passed as template parameters, which are strings."""
    if isinstance(value, dict):
        return {key: _typed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_typed(inner) for inner in value]
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


@patches(parsing)
def resource_class_from_type(original, resource_type):
    """Rejects a template with an unknown resource type; moto ignores the resource."""
    known = resource_type in parsing.get_model_map() or resource_type in parsing.NULL_MODELS
    if not known and not resource_type.startswith("Custom::"):
        raise ValidationError(message=f"Template format error: Unrecognized resource types: [{resource_type}]")
    return original(resource_type)


@patches(parsing)
def clean_json(original, resource_json, resources_map):
    """Removes AWS::NoValue from lists; moto leaves None there."""
    cleaned = original(resource_json, resources_map)
    return [value for value in cleaned if value is not None] if isinstance(cleaned, list) else cleaned


@patches(parsing)
def get_references_from_template(original, template):
    """A parameter in Fn::Sub is a reference: when it changes, the resource is updated."""
    if isinstance(template, dict) and "Fn::Sub" in template:
        text = template["Fn::Sub"]
        named = re.findall(r"\$\{([^!}]+)}", text[0] if isinstance(text, list) else text)
        return [*original(template), *named]
    return original(template)


@patches(parsing.ResourceMap)
def __getitem__(original, resources, logical_id):
    """Creates a resource once; moto creates it twice if a stack is described while it is being created."""
    with _creation_lock:
        return original(resources, logical_id)


@patches(parsing)
def parse_and_update_resource(original, logical_id, resource_json, resources_map, *args, **kwargs):
    """A resource whose condition was false is created once it is true; moto updates it, though there is none."""
    known = resources_map._parsed_resources
    if known.get(logical_id) is None:
        known.pop(logical_id, None)
        return resources_map[logical_id]
    return original(logical_id, resource_json, resources_map, *args, **kwargs)


@patches(CloudFormationResponse)
def validate_template(original, response):
    """Returns the parameters and rejects unknown resource types; moto calls a linter instead."""
    yaml.add_multi_constructor("", yaml_tag_constructor)
    try:
        template = yaml.load(response._get_param("TemplateBody"), Loader=yaml.Loader)
        resources = template["Resources"]
    except (yaml.YAMLError, KeyError, TypeError):
        raise ValidationError(message="Template format error: not a template") from None
    for resource in resources.values():
        parsing.resource_class_from_type(resource["Type"])
    parameters = [
        {
            "ParameterKey": key,
            "DefaultValue": str(parameter["Default"]) if "Default" in parameter else None,
            "NoEcho": bool(parameter.get("NoEcho", False)),
            "Description": parameter.get("Description"),
        }
        for key, parameter in template.get("Parameters", {}).items()
    ]
    return ActionResult({"Description": template.get("Description"), "Parameters": parameters})


@patches(Table, "update_from_cloudformation_json")
def update_table(original, original_resource, cloudformation_json, **_):
    """An update keeps the items and the stream, and sets the global indexes; moto loses items and stream."""
    table, properties = original_resource, properties_of(cloudformation_json)
    indexes = properties.get("GlobalSecondaryIndexes", [])
    table.attr = properties["AttributeDefinitions"]
    table.global_indexes = [GlobalSecondaryIndex.create(index, table.table_key_attrs) for index in indexes]
    return table


@patches(Topic, "update_from_cloudformation_json")
def update_topic(original, original_resource, cloudformation_json, **_):
    """An update keeps the topic's subscriptions; moto deletes and recreates the topic."""
    return original_resource


@patches(Queue, "update_from_cloudformation_json")
def update_queue(original, original_resource, cloudformation_json, **_):
    """An update sets every changed attribute; moto sets only two."""
    properties = properties_of(cloudformation_json)
    properties.pop("QueueName", None)
    properties.pop("Tags", None)
    original_resource._set_attributes(properties)
    return original_resource
