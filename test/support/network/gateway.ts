import * as path from 'node:path';
import * as v from 'valibot';
import { LineProcess } from '../gateway/lineProcess';

const listening = v.object({ event: v.literal('listening'), url: v.string() });

/** A real gateway with the embedded engine, as a server that the extension did not start itself. */
export interface RemoteGateway {
  readonly port: number;
  /** What it wants as a bearer token. */
  readonly token: string;
  stop(): Promise<void>;
}

/** Starts one on loopback. `names` are host names it answers to besides the loopback ones. */
export async function startRemoteGateway(
  extensionPath: string,
  names: readonly string[] = [],
): Promise<RemoteGateway> {
  const token = 'token-of-the-network-tests';
  const script = path.join(extensionPath, 'dist', 'gateway.js');
  const hosts = names.flatMap(name => ['--allow-host', name]);
  const child = new LineProcess(process.execPath, [script, '--engine', 'local', ...hosts], {
    ...process.env,
    // In a desktop VS Code the extension host is Electron.
    ELECTRON_RUN_AS_NODE: '1',
    CODEX_SPARK_TOKEN: token,
  });
  const { url } = v.parse(listening, JSON.parse(await child.until(() => child.lines[0])));
  return { port: Number(new URL(url).port), token, stop: () => child.kill() };
}
