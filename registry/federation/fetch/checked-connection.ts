import { lookup as systemLookup } from 'node:dns/promises';
import { Agent as HttpAgent, type ClientRequestArgs } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { isPublicAddress } from './public-address.ts';
import { Refused } from './refused.ts';

/** What tests put in the place of the world; the product gives none of it. */
export interface Doors {
  /** All addresses of a host. */
  lookup?: (host: string) => Promise<readonly { address: string }[]>;
  /** Whether this address may be reached at this port. */
  isAllowed?: (address: string, port: number) => boolean;
  /** Whether http without TLS will do. */
  plain?: boolean;
  connectMs?: number;
}

const CONNECT_MS = 5_000;
/** Connections to one registry at a time. */
const CONNECTIONS = 4;

/**
 * Opens a connection to a host: its addresses are asked for here, every one of them is checked, and the connection goes to one that
 * was checked, so that no second answer can lead it elsewhere. An address written out, in whatever notation, is checked like any.
 */
async function openSocket(host: string, port: number, isSecure: boolean, doors: Doors): Promise<Duplex> {
  const { isAllowed = isPublicAddress, lookup = (name: string) => systemLookup(name, { all: true }) } = doors;
  const name = host.replace(/^\[|\]$/g, '');
  const answers = isIP(name) > 0 ? [{ address: name }] : await lookup(name).catch(() => []);
  if (answers.length === 0) throw new Refused('unreachable', name);
  const refused = answers.find(({ address }) => !isAllowed(address, port));
  if (refused) throw new Refused('address-private', `${name} is ${refused.address}`);
  return await connected(answers[0]!.address, port, isSecure ? name : undefined, doors);
}

function connected(address: string, port: number, serverName: string | undefined, doors: Doors): Promise<Socket> {
  const { isAllowed = isPublicAddress, connectMs = CONNECT_MS } = doors;
  return new Promise((resolve, reject) => {
    const where = { host: address, port };
    const socket =
      serverName === undefined
        ? connectPlain(where)
        : connectTls({ ...where, ...(isIP(serverName) > 0 ? {} : { servername: serverName }), ALPNProtocols: ['http/1.1'] });
    const give = (error: Error) => {
      socket.destroy();
      reject(error);
    };
    const impatient = setTimeout(() => give(new Refused('unreachable', `${address} does not answer`)), connectMs);
    const onError = (error: Error) => {
      clearTimeout(impatient);
      give(new Refused('unreachable', `${address}: ${(error as { code?: string }).code ?? error.message}`));
    };
    socket.once('error', onError);
    socket.once(serverName === undefined ? 'connect' : 'secureConnect', () => {
      clearTimeout(impatient);
      if (!isAllowed(socket.remoteAddress ?? '', port)) return give(new Refused('address-private', socket.remoteAddress));
      socket.off('error', onError);
      resolve(socket);
    });
  });
}

/** Connections that are kept for one harvest of one registry, all of them checked. */
export function makeAgent(isSecure: boolean, doors: Doors): HttpAgent {
  const Agent = isSecure ? HttpsAgent : HttpAgent;
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS, timeout: 60_000 });
  agent.createConnection = (options: ClientRequestArgs, done?: (error: Error | null, socket: Duplex) => void) => {
    const port = Number(options.port ?? (isSecure ? 443 : 80));
    openSocket(String(options.host), port, isSecure, doors).then(
      (socket) => done?.(null, socket),
      (error: Error) => (done as (error: Error) => void)?.(error),
    );
    return undefined;
  };
  return agent;
}
