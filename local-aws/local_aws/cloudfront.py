"""CloudFront: the same invalidation twice is one."""

from moto.cloudfront.models import CloudFrontBackend
from moto.core.exceptions import ServiceException

from local_aws.mending import mends


class InvalidationBatchAlreadyExists(ServiceException):
    code = "InvalidationBatchAlreadyExists"


@mends(CloudFrontBackend)
def create_invalidation(original, backend, dist_id, paths, caller_ref):
    """Who repeats a reference with the same paths gets the first invalidation, with others a refusal."""
    for known in backend.list_invalidations(dist_id):
        if known.caller_ref == caller_ref and sorted(known.paths) == sorted(paths):
            return known
        if known.caller_ref == caller_ref:
            raise InvalidationBatchAlreadyExists("Your request contains a caller reference that was used before.")
    return original(backend, dist_id, paths, caller_ref)
