// Questions to the server, and what it tells by itself.

const TOKEN = 'lamplighter-token';
const LONGEST_SILENCE = 70_000;

export const token = () => sessionStorage.getItem(TOKEN) ?? '';

export function keepToken(value) {
  if (value) {
    sessionStorage.setItem(TOKEN, value);
  } else {
    sessionStorage.removeItem(TOKEN);
  }
}

/** `lamplighter console` prints an address that ends with the token; it does not stay in the address bar, nor in the history. */
export function takeTokenFromAddress() {
  if (location.hash.startsWith('#token=')) {
    try {
      keepToken(decodeURIComponent(location.hash.slice('#token='.length)));
    } finally {
      history.replaceState(null, '', '#/boots');
    }
  }
}

export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

function headers(more = {}) {
  return token() ? {...more, Authorization: `Bearer ${token()}`} : more;
}

async function answer(response) {
  if (!response.ok) {
    throw new Refused(response.status, (await response.text()).trim());
  }
  return response.json();
}

/** What is at `path` below the API, as JSON. */
export async function get(path, query = {}) {
  const words = new URLSearchParams(query).toString();
  return answer(await fetch(`api/v1/${path}${words ? '?' + words : ''}`, {headers: headers()}));
}

/** Changes something. */
export async function post(path, body) {
  return answer(await fetch(`api/v1/${path}`, {method: 'POST', headers: headers({'Content-Type': 'application/json'}), body: JSON.stringify(body)}));
}

/** Calls `told` with the name and the data of each event, and `linked` with whether the server can be heard; comes back by itself. */
export async function follow(told, linked) {
  for (;;) {
    const silence = new AbortController();
    try {
      const response = await fetch('api/v1/stream', {headers: headers(), signal: silence.signal});
      if (!response.ok) {
        throw new Refused(response.status, (await response.text()).trim());
      }
      linked(true);
      await read(response.body, told, silence);
      linked(false, 'the server ended the connection');
    } catch (trouble) {
      linked(false, trouble.message);
    }
    await new Promise(resolve => setTimeout(resolve, 1000));
  }
}

/** The server says something every half minute: where it does not, it is not heard any more. */
async function read(body, told, silence) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const timer = setTimeout(() => silence.abort(new Error('nothing is heard of the server')), LONGEST_SILENCE);
    const {value, done} = await reader.read().finally(() => clearTimeout(timer));
    if (done) {
      return;
    }
    const events = (text + value).split('\n\n');
    text = events.pop();
    for (const event of events) {
      const fields = Object.fromEntries(event.split('\n').map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
      if (fields.event) {
        told(fields.event, fields.data);
      }
    }
  }
}
