/** The gateway process. Its command line and its first line of output are a contract; see docs/gateway.md. */
import { randomBytes } from 'node:crypto';
import { getHeapStatistics } from 'node:v8';
import { systemClock } from '../common/systemClock';
import type { Log } from '../common/log';
import { messageOf } from '../common/thrown';
import { ClientDirectory, singleClient } from './clients/directory';
import { clientDefaults, readClients, readTls } from './cli/readClients';
import { openBudgets } from './cli/budgetFile';
import { readCommandLine, type GatewayOptions } from './cli/options';
import { createLineLog } from './cli/stderrLog';
import { UsageError } from '../engines/usageError';
import { engineTable } from './engineTable';
import { pacedEngine } from '../engines/pacedEngine';
import type { Engine } from '../engines/engine';
import { fixedLimits, memoryLimits } from './limits';
import { startGateway, type GatewayServer } from './server/gatewayServer';

async function main(): Promise<void> {
  const line = readCommandLine(process.argv.slice(2), process.env);
  if (line.kind === 'help') {
    process.stdout.write(line.text);
    return;
  }
  const { options } = line;
  const debug = process.env['CODEX_SPARK_LOG'] === 'debug';
  const log = createLineLog(
    text => process.stderr.write(text),
    () => new Date(),
    debug,
  );
  const token = options.tokens === undefined ? (options.token ?? newToken()) : undefined;
  const clients = await directory(options, token);
  const engine = await makeEngine(options, log);
  const kept =
    options.budgetFile === undefined
      ? undefined
      : await openBudgets(options.budgetFile, { clock: systemClock, log });
  if (kept) process.once('exit', () => kept.dispose());
  const server = await startGateway({
    engine,
    budgets: kept?.budgets,
    access: { clients, host: options.host, allowedHosts: options.allowHost },
    port: options.port,
    limits: {
      ...fixedLimits,
      ...memoryLimits(getHeapStatistics().heap_size_limit),
      maxInFlight: options.maxInFlight,
      maxLanes: options.maxLanes,
      maxConnectionMs: options.maxConnectionMinutes * 60_000,
      drainGraceMs: options.drainSeconds * 1_000,
      maxSockets: options.maxConnections,
      maxTotalInFlight: options.maxTotalInFlight,
    },
    tls: await readTls(options),
    clock: systemClock,
    log,
  });
  server.metrics.watchProcess();
  endOnSignals(server, options, log);
  reloadOnSignal(server, engine, clients, options, log);
  log.info('listening', { port: server.port, engine: options.engine });
  const { url, http } = server;
  process.stdout.write(`${JSON.stringify({ event: 'listening', url, http, token })}\n`);
}

function newToken(): string {
  return randomBytes(32).toString('base64url');
}

async function directory(options: GatewayOptions, token: string | undefined): Promise<ClientDirectory> {
  if (token === undefined) return new ClientDirectory(await readClients(options.tokens ?? '', options));
  return singleClient(token, clientDefaults(options));
}

/** What was read at the start is read again on SIGHUP. A file that cannot be used changes nothing. */
function reloadOnSignal(
  server: GatewayServer,
  engine: Engine,
  clients: ClientDirectory,
  options: GatewayOptions,
  log: Log,
): void {
  const reload = async (): Promise<void> => {
    const tls = await readTls(options);
    const known = options.tokens === undefined ? undefined : await readClients(options.tokens, options);
    await engine.reload?.();
    if (tls) server.replaceTls(tls);
    if (known) clients.replace(known);
    server.dropStrangers();
    log.info('reloaded', { clients: known?.length, certificate: tls !== undefined });
  };
  process.on('SIGHUP', () => {
    reload().catch((error: unknown) => log.error('not reloaded', { error: messageOf(error) }));
  });
}

async function makeEngine(options: GatewayOptions, log: Log): Promise<Engine> {
  const engine = await engineTable[options.engine](options, { log, clock: systemClock });
  const { tokensPerSecond, firstTokenMs } = options;
  if (tokensPerSecond === undefined && firstTokenMs === undefined) return engine;
  return pacedEngine(engine, { tokensPerSecond, firstTokenMs: firstTokenMs ?? 0 }, systemClock);
}

function endOnSignals(server: GatewayServer, options: GatewayOptions, log: Log): void {
  let ending = false;
  const end = (why: string): void => {
    if (ending) process.exit(1);
    ending = true;
    log.info('closing', { why });
    server.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error('closing failed', { error: String(error) });
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => end('SIGTERM'));
  process.on('SIGINT', () => end('SIGINT'));
  // A reader that stops listening to our output must not end us half-way through a line.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  if (options.exitWithParent) {
    process.stdin.on('error', () => {});
    process.stdin.once('close', () => !ending && end('parent gone'));
    process.stdin.resume();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`gateway: ${messageOf(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
