// An app in a browser: docs/browsers.md explains it.

export class Problem extends Error {
  constructor(problem, requestId) {
    super(`${problem.type}: ${problem.detail} (request ${requestId})`);
    this.type = problem.type;
  }
}

export class Client {
  constructor(gateway) {
    this.gateway = gateway;
  }

  async call(method, path, {body, headers = {}, ...options} = {}) {
    const response = await fetch(this.gateway + path, {
      method,
      headers: {
        ...(body && {'Content-Type': 'application/json'}),
        ...(this.token && {Authorization: `Bearer ${this.token}`}),
        ...headers,
      },
      body: body && JSON.stringify(body),
      ...options,
    });
    if (!response.ok) throw new Problem(await response.json(), response.headers.get('X-Request-Id'));
    return response.status === 204 ? undefined : response.json();
  }

  async signIn(email, password) {
    const signedIn = await this.call('POST', '/v1/auth/sign-in', {body: {email, password}});
    this.token = signedIn.tokens.accessToken;
  }

  /** Sends a file to the private space. `onProgress` gets the bytes sent so far. */
  async upload(file, onProgress) {
    const media = await this.call('POST', '/v1/media', {
      headers: {'Idempotency-Key': crypto.randomUUID()},
      body: {fileName: file.name, contentType: file.type, size: file.size, sha256: await sha256(file)},
    });
    if (media.upload) await put(media.upload, file, onProgress);
    if (media.multipart) await this.uploadParts(media, file, onProgress);
    return media.id;
  }

  async uploadParts({id, multipart}, file, onProgress) {
    for (let number = 1; number <= multipart.partCount; number++) {
      const start = (number - 1) * multipart.partSize;
      const part = file.slice(start, start + multipart.partSize);
      const parts = [{number, sha256: await sha256(part)}];
      const presigned = await this.call('POST', `/v1/uploads/${id}/parts`, {body: {parts}});
      await put(presigned.parts[0], part, (sent) => onProgress(start + sent));
    }
    await this.call('POST', `/v1/uploads/${id}/completion`, {body: {}});
  }

  async untilReady(id) {
    for (;;) {
      const media = await this.call('GET', `/v1/media/${id}`);
      if (media.status === 'ready' || media.status === 'rejected') return media;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  /** Lets `<img>` show private renditions for an hour. The browser stores cookies for the CDN only with `credentials`. */
  openCdnSession() {
    return this.call('POST', '/v1/cdn-sessions', {credentials: 'include'});
  }
}

/** `fetch` reports no progress of an upload. Returns the ETag. */
function put({method, url, headers}, body, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onerror = () => reject(new Error('The upload was cut off.'));
    request.onload = () =>
      request.status < 300
        ? resolve(request.getResponseHeader('ETag'))
        : reject(new Error(`S3 answered ${request.status}: ${request.responseText}`));
    request.send(body);
  });
}

async function sha256(blob) {
  const hash = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(hash)));
}

export function show(rendition) {
  return new Promise((resolve, reject) => {
    const image = new Image(rendition.width, rendition.height);
    image.alt = rendition.preset;
    image.onload = () => resolve(image.naturalWidth);
    image.onerror = () => reject(new Error(`The browser does not show ${rendition.url}`));
    image.src = rendition.url;
    document.body.append(image);
  });
}
