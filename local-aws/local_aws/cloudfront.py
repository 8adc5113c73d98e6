"""CloudFront: an invalidation empties the edge's cache, and creating one is idempotent."""

from moto.cloudfront.models import CloudFrontBackend
from moto.core.exceptions import ServiceException

from local_aws.cloudfront_cache import cache
from local_aws.patching import patches


class InvalidationBatchAlreadyExists(ServiceException):
    code = "InvalidationBatchAlreadyExists"


@patches(CloudFrontBackend)
def create_invalidation(original, backend, dist_id, paths, caller_ref):
    """The same caller reference and paths return the first invalidation; other paths are an error."""
    for known in backend.list_invalidations(dist_id):
        if known.caller_ref == caller_ref and sorted(known.paths) == sorted(paths):
            return known
        if known.caller_ref == caller_ref:
            raise InvalidationBatchAlreadyExists("Your request contains a caller reference that was used before.")
    created = original(backend, dist_id, paths, caller_ref)
    cache.invalidate(dist_id, paths)
    return created
