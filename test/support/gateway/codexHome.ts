import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { GatewayProcess } from './gatewayProcess';
import { LineProcess } from './lineProcess';
import { codexScript } from './peers';

const keyVariable = 'GATEWAY_KEY';

/** A home and a working folder for the Codex command line, with a gateway as its model provider. Dispose it. */
export class CodexHome {
  readonly #processes: LineProcess[] = [];

  private constructor(
    private readonly script: string,
    private readonly folder: string,
    private readonly gateway: GatewayProcess,
  ) {}

  static async create(gateway: GatewayProcess, model: string): Promise<CodexHome> {
    const folder = await mkdtemp(path.join(tmpdir(), 'codex-'));
    for (const name of ['home', 'work']) await mkdir(path.join(folder, name));
    const config = `
      model = "${model}"
      model_provider = "gateway"
      approval_policy = "never"
      sandbox_mode = "danger-full-access"
      [model_providers.gateway]
      name = "gateway"
      base_url = "${gateway.http}"
      wire_api = "responses"
      env_key = "${keyVariable}"
      supports_websockets = true
    `;
    await writeFile(path.join(folder, 'home', 'config.toml'), config);
    return new CodexHome(await codexScript(), folder, gateway);
  }

  /** Where Codex works. */
  get work(): string {
    return path.join(this.folder, 'work');
  }

  /** Starts Codex. */
  run(...args: readonly string[]): LineProcess {
    const home = path.join(this.folder, 'home');
    const environment = {
      ...process.env,
      CODEX_HOME: home,
      HOME: home,
      [keyVariable]: this.gateway.token,
    };
    const child = new LineProcess(process.execPath, [this.script, ...args], environment, this.work);
    this.#processes.push(child);
    return child;
  }

  /** One turn from the command line; all it wrote to its standard output, as JSON lines. */
  async exec(prompt: string): Promise<string> {
    const child = this.run('exec', '--skip-git-repo-check', '--json', prompt);
    child.child.stdin.end();
    assert.equal(await child.exited, 0, child.errors);
    return child.lines.join('\n');
  }

  async dispose(): Promise<void> {
    for (const child of this.#processes.splice(0)) await child.kill();
    await rm(this.folder, { recursive: true, force: true });
  }
}
