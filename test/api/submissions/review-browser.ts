/** A reviewer's browser without JavaScript: it keeps the cookie, and sends what stands in the hidden fields of a page. */
export interface ReviewBrowser {
  open(path: string): Promise<SeenPage>;
  /** Sends a form to a page, with the hidden fields that the page had when it was opened last. */
  send(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<SeenPage>;
  signIn(token: string, path?: string): Promise<SeenPage>;
  cookie: () => string;
}

export interface SeenPage {
  status: number;
  text: string;
  /** Its text without markup. */
  words: string;
  headers: Headers;
}

export function reviewBrowser(origin: string): ReviewBrowser {
  let cookie = '';
  const hidden = new Map<string, Record<string, string>>();

  const request = async (path: string, init: RequestInit): Promise<SeenPage> => {
    const response = await fetch(origin + path, {
      ...init,
      headers: { accept: 'text/html', ...(cookie ? { cookie } : {}), ...(init.headers as Record<string, string> | undefined) },
      redirect: 'manual',
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...rest] = line.split(';');
      if (/^(?:__Host-)?review=./.test(pair)) cookie = pair;
      else if (rest.some((part) => /Expires=Thu, 01 Jan 1970/.test(part))) cookie = '';
    }
    const location = response.headers.get('location');
    if (response.status === 303 && location) return await request(location.replace(/#.*/, ''), { method: 'GET' });
    const text = await response.text();
    hidden.set(
      path.replace(/\?.*/, ''),
      Object.fromEntries(
        [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]),
      ),
    );
    const body = text.replace(/[\s\S]*<main[^>]*>/, '').replace(/<\/main>[\s\S]*/, '');
    return {
      status: response.status,
      text,
      words: body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' '),
      headers: response.headers,
    };
  };

  const send: ReviewBrowser['send'] = (path, fields, headers = {}) =>
    request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
      body: new URLSearchParams({ ...hidden.get(path), ...fields }).toString(),
    });
  return {
    open: (path) => request(path, { method: 'GET' }),
    send,
    signIn: (token, path = '/es/review/') => send(path, { go: 'sign-in', token }),
    cookie: () => cookie,
  };
}
