// The server's API; docs/http-api.md describes it.

export class ApiError extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || `The server answered ${status}.`);
    this.status = status;
    this.problem = problem;
  }
}

/** Sends a request; gives the answer's JSON, null for an empty one. Throws an ApiError that says why not. */
export async function call(method, path, body, type = 'application/json') {
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? {} : {'Content-Type': type},
      body: body === undefined ? undefined : type === 'application/json' ? JSON.stringify(body) : body,
    });
  } catch {
    throw new ApiError(0, {detail: 'The server cannot be reached.', help: 'Check that upserter serve still runs.'});
  }
  const text = await response.text();
  let json = null;
  try { json = text ? JSON.parse(text) : null; } catch { /* reported below */ }
  if (!response.ok) throw new ApiError(response.status, json ?? {});
  return json;
}

export const get = path => call('GET', path);
export const post = (path, body = {}) => call('POST', path, body);
export const upload = file => call('PUT', `/api/data?name=${encodeURIComponent(file.name)}`, file, 'application/octet-stream');

/**
 * Follows a run. A page that is not looked at does not follow: browsers allow few connections, and each state is whole.
 * Returns what ends it.
 */
export function follow(run, onState, onConnection) {
  let source = null;
  let ended = false;
  function open() {
    if (source || ended || document.hidden) return;
    source = new EventSource(`/api/runs/${encodeURIComponent(run)}/events`);
    source.onopen = () => onConnection(true);
    source.onerror = () => {
      onConnection(false);
      if (source?.readyState === EventSource.CLOSED) { close(); setTimeout(open, 2000); }
    };
    source.addEventListener('state', event => onState(JSON.parse(event.data)));
    source.addEventListener('end', event => { ended = true; close(); onState(JSON.parse(event.data)); });
  }
  function close() { source?.close(); source = null; }
  function look() { if (document.hidden) close(); else open(); }
  document.addEventListener('visibilitychange', look);
  open();
  return () => { ended = true; close(); document.removeEventListener('visibilitychange', look); };
}
