const ui = SwaggerUIBundle({
  dom_id: '#api',
  url: '/openapi.json',
  deepLinking: true,
  presets: [SwaggerUIBundle.presets.apis],
});

const form = (id) => document.getElementById(id);
const message = document.getElementById('message');
let accessToken;
let session;

/** Calls an operation of the API; throws the detail of its problem. */
async function call(method, path, body) {
  const headers = {'Content-Type': 'application/json'};
  if (accessToken) headers.Authorization = `Bearer ${accessToken}`;
  const response = await fetch(path, {method, headers, body: body && JSON.stringify(body)});
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail ?? answer.title);
  return answer;
}

function onSubmit(id, action) {
  form(id).addEventListener('submit', async (event) => {
    event.preventDefault();
    message.textContent = '';
    try {
      await action(new FormData(event.target));
    } catch (failure) {
      message.textContent = failure.message;
    }
  });
}

/** Takes the tokens, or asks for the answer to a challenge. */
function continueWith(answer) {
  if (answer.type === 'challenge') {
    if (answer.challenge !== 'totp') throw new Error(`Sign in elsewhere first: ${answer.challenge} is required.`);
    session = answer.session;
    form('challenge').hidden = false;
    return;
  }
  accessToken = answer.tokens.accessToken;
  const schemes = ui.specSelectors.specJson().toJS().components.securitySchemes;
  for (const [name, scheme] of Object.entries(schemes)) {
    if (scheme.type === 'http') ui.preauthorizeApiKey(name, accessToken);
  }
  form('sign-in').hidden = true;
  form('challenge').hidden = true;
  form('upload').hidden = false;
  message.textContent = 'Signed in: every operation below is sent with your access token.';
}

async function sha256(file) {
  const hash = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(hash)));
}

onSubmit('sign-in', async (fields) => {
  accessToken = undefined;
  continueWith(await call('POST', '/v1/auth/sign-in', Object.fromEntries(fields)));
});

onSubmit('challenge', async (fields) => {
  continueWith(await call('POST', '/v1/auth/challenge', {session, code: fields.get('code')}));
});

onSubmit('upload', async (fields) => {
  const file = fields.get('file');
  const media = await call('POST', '/v1/media', {
    fileName: file.name,
    contentType: file.type || 'application/octet-stream',
    size: file.size,
    sha256: await sha256(file),
  });
  if (media.multipart) throw new Error(`${media.id} needs a multipart upload: send its parts with the operations below.`);
  if (media.upload) {
    const {method, url, headers} = media.upload;
    const response = await fetch(url, {method, headers, body: file});
    if (!response.ok) throw new Error(`S3 answered ${response.status}: ${await response.text()}`);
  }
  message.textContent = `Uploaded as media item ${media.id}: see GET /v1/media/{id}.`;
});
