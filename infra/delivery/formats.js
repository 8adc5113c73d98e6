/**
 * Chooses the format of a path that names none, so that the path alone is the key of the cache.
 * `/…/small` becomes `/…/small.webp` for who asks for WebP by name, else `/…/small.jpg`. Any other path stays.
 */
function handler(event) {
  if (event.context.eventType === 'viewer-response') {
    return varying(event.response);
  }
  var request = event.request;
  var name = request.uri.substring(request.uri.lastIndexOf('/') + 1);
  if (name !== '' && name.indexOf('.') < 0) {
    request.uri += takesWebp(request.headers.accept) ? '.webp' : '.jpg';
  }
  return request;
}

/** Wildcards do not count: who sends nothing but them may be too old for WebP. */
function takesWebp(accept) {
  if (!accept) {
    return false;
  }
  return accept.value.toLowerCase().split(',').some(function (range) {
    var parts = range.split(';');
    return parts[0].trim() === 'image/webp' && !parts.slice(1).some(isZero);
  });
}

function isZero(parameter) {
  return /^\s*q\s*=\s*0(\.0*)?\s*$/.test(parameter);
}

/** The cache of a browser does not know that we chose. */
function varying(response) {
  var vary = response.headers.vary;
  response.headers.vary = { value: vary ? vary.value + ', Accept' : 'Accept' };
  return response;
}
