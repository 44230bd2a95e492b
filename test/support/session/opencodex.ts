import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LineProcess } from '../gateway/lineProcess';
import { freePort } from '../freePort';
import { opencodexFolder } from '../gateway/peers';

/** `opencodex`, a server of the protocol written by others, as a process of its own. */
export interface Opencodex {
  /** The WebSocket URL of its endpoint. */
  readonly url: string;
  readonly process: LineProcess;
  /** Kills it and removes its files. */
  dispose(): Promise<void>;
}

/** What a test may want different. */
export interface OpencodexOptions {
  /** Base URL of the model server it passes requests to. */
  readonly models: string;
  /** Whether it has WebSocket at all; true by default. */
  readonly webSockets?: boolean;
  /** Asks every client for this key. */
  readonly key?: string;
  /** The port to listen on; a free one by default. */
  readonly port?: number;
}

/**
 * Starts the server and waits until it is ready. Its home is a folder of its own, so that it neither finds nor
 * changes anything of the user's. Models are `chat/m` (through chat/completions) and `native/m` (Responses).
 */
export async function startOpencodex(options: OpencodexOptions): Promise<Opencodex> {
  const { models, webSockets = true, key } = options;
  const modules = path.join(await opencodexFolder(), 'node_modules');
  const home = await mkdtemp(path.join(tmpdir(), 'opencodex-'));
  // Any other address than 127.0.0.1 makes it ask for a key; this one is no less local.
  const hostname = key === undefined ? '127.0.0.1' : '127.0.0.2';
  const port = options.port ?? (await freePort(hostname));
  const provider = { baseUrl: models, apiKey: 'unused', models: ['m'], allowPrivateNetwork: true };
  const config = {
    port,
    hostname,
    websockets: webSockets,
    defaultProvider: 'chat',
    providers: {
      chat: { ...provider, adapter: 'openai-chat' },
      native: { ...provider, adapter: 'openai-responses' },
    },
    claudeCode: { intercept: { enabled: false } },
    codexAutoStart: false,
  };
  for (const name of ['.opencodex', 'codex']) await mkdir(path.join(home, name));
  await writeFile(path.join(home, '.opencodex', 'config.json'), JSON.stringify(config));
  const environment = {
    ...process.env,
    HOME: home,
    USERPROFILE: home,
    OPENCODEX_HOME: path.join(home, '.opencodex'),
    CODEX_HOME: path.join(home, 'codex'),
    ...(key === undefined ? {} : { OPENCODEX_API_AUTH_TOKEN: key }),
  };
  // Run by its own runtime rather than by its launcher, which would leave it behind when it is killed.
  const script = path.join(modules, '@bitkyc08', 'opencodex', 'src', 'cli', 'index.ts');
  const child = new LineProcess(
    await bun(modules),
    [script, 'start', '--port', String(port)],
    environment,
    home,
  );
  const server: Opencodex = {
    url: `ws://${hostname}:${port}/v1/responses`,
    process: child,
    async dispose() {
      await child.kill();
      await rm(home, { recursive: true, force: true });
    },
  };
  try {
    await child.until(() => child.lines.find(line => line.includes('running on')));
  } catch (error) {
    await server.dispose();
    throw error;
  }
  return server;
}

/** The runtime that comes with the package, whichever its platform's is called. */
async function bun(modules: string): Promise<string> {
  const [platform] = await readdir(path.join(modules, '@oven'));
  if (platform === undefined) throw new Error('opencodex was installed without its runtime, bun.');
  return path.join(modules, '@oven', platform, 'bin', process.platform === 'win32' ? 'bun.exe' : 'bun');
}
