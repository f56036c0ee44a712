import { createServer } from 'node:http';
import { readTree } from '#registry/content/disk.ts';
import { readRegistry } from '#registry/read.ts';
import { createApp } from './app.ts';
import { readEnvironment } from './environment.ts';

const { port, host, siteDir, contentDir, trustProxy } = readEnvironment(process.env);
const { registry } = readRegistry(await readTree(contentDir));
const { name, redirects } = registry;
const app = createApp({ siteDir, name, redirects, locales: [...registry.locales.values()], trustProxy });

const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 2_000 }, app);
server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(error.code === 'EADDRINUSE' ? `Port ${port} is taken. Set PORT to another one, for example PORT=4322 npm start.` : error.message);
  process.exitCode = 1;
});
server.listen(port, host, () => {
  const address = server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  console.log(`${name} is at http://${host}:${bound} (stop it with Ctrl+C)`);
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close(() => process.exit());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 5_000).unref();
  });
}
