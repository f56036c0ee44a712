import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SearchServerDouble {
  url: string;
  /** Ids of the cases in every received document, by index. */
  sent: Map<string, Set<string>>;
  stop: () => Promise<void>;
}

/** The part of Meilisearch that indexing needs: every task succeeds, and there is no search. */
export async function startSearchServer(): Promise<SearchServerDouble> {
  const sent = new Map<string, Set<string>>();
  const counts = new Map<string, number>();
  const settings = new Map<string, unknown>();
  let tasks = 0;
  const task = () => ({ taskUid: ++tasks, uid: tasks, status: 'succeeded', type: 'x', enqueuedAt: new Date().toISOString() });
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { pathname } = new URL(request.url!, 'http://localhost');
      const [, first, uid = '', what] = pathname.split('/');
      const answer = (value: unknown, status = 200) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
      if (first === 'version') return answer({ pkgVersion: '1.50.0', commitSha: '', commitDate: '' });
      if (first === 'tasks') return answer(uid ? { ...task(), uid: Number(uid), taskUid: Number(uid) } : { results: [] });
      if (first === 'multi-search') return answer({ message: 'not here', code: 'x', type: 'x', link: '' }, 500);
      if (request.method === 'GET' && what === 'stats') return answer({ numberOfDocuments: counts.get(uid) ?? 0 });
      if (request.method === 'GET' && what === 'settings') return answer(settings.get(uid) ?? {});
      if (request.method === 'GET') return answer({ results: [], offset: 0, limit: 20, total: 0 });
      if (what === 'settings') settings.set(uid, JSON.parse(body));
      if (what === 'documents') {
        const lines = body.trim().startsWith('[')
          ? (JSON.parse(body) as object[])
          : body
              .split('\n')
              .filter(Boolean)
              .map((line) => JSON.parse(line) as object);
        counts.set(uid, (counts.get(uid) ?? 0) + lines.length);
        const ids = sent.get(uid) ?? new Set();
        for (const line of lines) ids.add(JSON.stringify(line));
        sent.set(uid, ids);
      }
      answer(task(), 202);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
