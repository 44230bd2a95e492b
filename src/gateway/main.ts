/** The gateway process. Its command line and its first line of output are a contract; see docs/gateway.md. */
import cluster from 'node:cluster';
import { randomBytes } from 'node:crypto';
import { getHeapStatistics } from 'node:v8';
import { sleep } from '../common/clock';
import { systemClock } from '../common/systemClock';
import { removeClaim, writeClaim } from './claimFile';
import type { Log } from '../common/log';
import { messageOf } from '../common/thrown';
import { ClientDirectory, singleClient } from './clients/directory';
import { clientDefaults, readClients, readTls } from './cli/readClients';
import { openBudgets } from './admission/budgetFile';
import { readCommandLine, tokenVariable, type GatewayOptions } from './cli/options';
import { createLineLog } from './cli/stderrLog';
import { openTurnLog } from './metrics/turnLog';
import { UsageError } from '../engines/usageError';
import { engineTable } from './engineTable';
import { pacedEngine } from '../engines/pacedEngine';
import type { Engine } from '../engines/engine';
import { fileSource, GivenSource, type ConfigSource } from './config/source';
import { fixedLimits, memoryLimits } from './limits';
import type { DayBudgets } from './admission/dayBudgets';
import type { OnTurn } from './metrics/turnReport';
import { openWorkerLink } from './workers/workerLink';
import { setServingFlags } from './servingFlags';
import { startGateway, type GatewayServer } from './server/gatewayServer';
import { Holds } from './server/holds';

/** Environment variable by which a worker gets the file of upstreams. */
const configVariable = 'CODEX_SPARK_CONFIG';

/** How long those who are told of turns are waited for at the end, in ms. */
const outsideMs = 2_000;

async function main(): Promise<void> {
  // A reader that stops listening to our output must not end us half-way through a line.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  const line = readCommandLine(process.argv.slice(2), process.env);
  if (line.kind === 'text') {
    process.stdout.write(line.text);
    return;
  }
  const { options } = line;
  // It reads one file after the other. To be said before anything is read.
  if (options.engine === 'local') process.env['UV_THREADPOOL_SIZE'] ??= '1';
  if (options.engine === 'upstream') setServingFlags();
  const debug = process.env['CODEX_SPARK_LOG'] === 'debug';
  const log = createLineLog(
    text => process.stderr.write(text),
    () => new Date(),
    debug,
  );
  const token = options.tokens === undefined ? (options.token ?? newToken()) : undefined;
  const workerCount = options.workers ?? 1;
  const hasWorkers = workerCount > 1;
  const isWorker = hasWorkers && cluster.isWorker;
  const budgets = isWorker ? undefined : await budgetsOf(options, log);
  const given = process.env[configVariable];
  const shared =
    isWorker && options.config !== undefined ? new GivenSource(options.config, given ?? '') : undefined;
  if (hasWorkers && !isWorker) return await serveWithWorkers(options, token, budgets, log);
  const clients = await directory(options, token);
  const config = shared ?? (options.config === undefined ? undefined : fileSource(options.config));
  const engine = await makeEngine(options, config, log);
  const link = isWorker ? openWorkerLink(systemClock, () => clients.size > 1) : undefined;
  const outside = await lookersOn(options, log);
  const { share } = options;
  const holds = share === undefined || token === undefined ? undefined : new Holds(token);
  const server = await startGateway({
    engine,
    onTurn: outside.onTurn,
    budgets,
    makeGate: link?.makeGate,
    allFigures: link?.allFigures,
    sockets: link?.sockets,
    holds,
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
  const unshare = (): void => {
    if (share !== undefined) removeClaim(share, process.pid);
  };
  const close = async (): Promise<void> => {
    unshare();
    await server.close();
    // A collector that is down, or a disk that is, keeps nobody.
    await Promise.race([outside.end(), sleep(systemClock, outsideMs)]);
  };
  const reload = reloader(server, engine, clients, options, log);
  if (link) {
    // What a terminal sends to all processes is for the first one to pass on.
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {});
    return link.serve(server, {
      reload(text) {
        if (text !== undefined) shared?.give(text);
        reload();
      },
      end: ender(close, log),
    });
  }
  process.on('exit', unshare);
  if (share !== undefined && token !== undefined) await shareIn(share, server, token, log);
  endOnSignals(close, options, log, holds);
  process.on('SIGHUP', reload);
  log.info('listening', { port: server.port, engine: options.engine });
  sayListening(server, token);
}

/** Says where it is in a file, for those who may share it. Where that cannot be written, nobody shares it. */
async function shareIn(file: string, server: GatewayServer, token: string, log: Log): Promise<void> {
  const { url, http } = server;
  try {
    await writeClaim(file, { pid: process.pid, url, http, token });
  } catch (error) {
    log.warn('not shared', { error: messageOf(error) });
  }
}

/** Who is told of each turn, as the command line says. */
async function lookersOn(
  { turnLog, otlp }: GatewayOptions,
  log: Log,
): Promise<{ readonly onTurn: OnTurn; end(): Promise<void> }> {
  const lines = turnLog === undefined ? undefined : openTurnLog(turnLog, log);
  // Loaded on demand: most gateways tell nobody.
  const telemetry = otlp === undefined ? undefined : (await import('./telemetry/otlp')).startTelemetry(otlp);
  return {
    onTurn(turn) {
      lines?.onTurn(turn);
      telemetry?.onTurn(turn);
    },
    end: async () => void (await Promise.all([lines?.end(), telemetry?.end()])),
  };
}

/** The only line on standard output. */
function sayListening({ url, http }: { url: string; http: string }, token: string | undefined): void {
  process.stdout.write(`${JSON.stringify({ event: 'listening', url, http, token })}\n`);
}

/** The first process of several: it hands out connections and keeps what holds over all of them. */
async function serveWithWorkers(
  options: GatewayOptions,
  token: string | undefined,
  budgets: DayBudgets | undefined,
  log: Log,
): Promise<void> {
  const { startWorkers } = await import('./workers/primary');
  let config = await checkedConfig(options, log);
  const { workers, url, http } = await startWorkers({
    count: options.workers ?? 1,
    environment: token === undefined ? {} : { [tokenVariable]: token },
    limits: {
      ...fixedLimits,
      maxTotalInFlight: options.maxTotalInFlight,
      maxSockets: options.maxConnections,
    },
    budgets,
    clock: systemClock,
    log,
    onUnusable: code => process.exit(code),
    given: () => ({ ...(config === undefined ? {} : { [configVariable]: config }) }),
  });
  process.on('exit', () => workers.kill());
  endOnSignals(() => workers.end(), options, log);
  const reload = async (): Promise<void> => {
    config = await checkedConfig(options, log);
    workers.reload(config);
  };
  let reloading = Promise.resolve();
  process.on('SIGHUP', () => {
    reloading = reloading
      .then(reload)
      .catch((error: unknown) => log.error('not reloaded', { error: messageOf(error) }));
  });
  log.info('listening', { url, engine: options.engine, workers: options.workers });
  sayListening({ url, http }, token);
}

/** The text of the file of upstreams, if there is one, once it is known that it can be used. Rejects when it cannot. */
async function checkedConfig(options: GatewayOptions, log: Log): Promise<string | undefined> {
  if (options.config === undefined) return undefined;
  const text = await fileSource(options.config).read();
  const { readTable } = await import('./openUpstreams');
  const source = new GivenSource(options.config, text);
  await readTable(source, {
    environment: process.env,
    log,
    clock: systemClock,
    workers: options.workers ?? 1,
  });
  return text;
}

/** What was used of the day, kept where the command line names a file for it. */
async function budgetsOf({ budgetFile }: GatewayOptions, log: Log): Promise<DayBudgets | undefined> {
  if (budgetFile === undefined) return undefined;
  const kept = await openBudgets(budgetFile, { clock: systemClock, log });
  process.once('exit', () => kept.dispose());
  return kept.budgets;
}

function newToken(): string {
  return randomBytes(32).toString('base64url');
}

async function directory(options: GatewayOptions, token: string | undefined): Promise<ClientDirectory> {
  if (token === undefined) return new ClientDirectory(await readClients(options.tokens ?? '', options));
  return singleClient(token, clientDefaults(options));
}

/** What was read at the start is read again on SIGHUP. A file that cannot be used changes nothing. */
function reloader(
  server: GatewayServer,
  engine: Engine,
  clients: ClientDirectory,
  options: GatewayOptions,
  log: Log,
): () => void {
  const reload = async (): Promise<void> => {
    const tls = await readTls(options);
    const known = options.tokens === undefined ? undefined : await readClients(options.tokens, options);
    await engine.reload?.();
    if (tls) server.replaceTls(tls);
    if (known) clients.replace(known);
    server.dropStrangers();
    log.info('reloaded', { clients: known?.length, certificate: tls !== undefined });
  };
  return () => {
    reload().catch((error: unknown) => log.error('not reloaded', { error: messageOf(error) }));
  };
}

async function makeEngine(
  options: GatewayOptions,
  config: ConfigSource | undefined,
  log: Log,
): Promise<Engine> {
  const engine = await engineTable[options.engine](options, { log, clock: systemClock, config });
  const { tokensPerSecond, firstTokenMs } = options;
  if (tokensPerSecond === undefined && firstTokenMs === undefined) return engine;
  return pacedEngine(engine, { tokensPerSecond, firstTokenMs: firstTokenMs ?? 0 }, systemClock);
}

/** What ends this process once, with everything it has in progress; told a second time, it ends at once. */
function ender(close: () => Promise<void>, log: Log): (why?: string) => void {
  let ending = false;
  return why => {
    if (ending) process.exit(1);
    ending = true;
    log.info('closing', { why });
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error('closing failed', { error: String(error) });
        process.exit(1);
      },
    );
  };
}

function endOnSignals(close: () => Promise<void>, options: GatewayOptions, log: Log, holds?: Holds): void {
  const endNow = ender(close, log);
  let asked = false;
  const end = (why: string): void => {
    asked = true;
    endNow(why);
  };
  process.on('SIGTERM', () => end('SIGTERM'));
  process.on('SIGINT', () => end('SIGINT'));
  if (options.exitWithParent) {
    process.stdin.on('error', () => {});
    let parentGone = false;
    const look = (): void => {
      if (parentGone && !asked && (holds?.size ?? 0) === 0) end(holds ? 'nobody left' : 'parent gone');
    };
    process.stdin.once('close', () => {
      parentGone = true;
      look();
    });
    holds?.onDidLeave(look);
    process.stdin.resume();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`gateway: ${messageOf(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
  // Its link to the first process would keep a worker.
  if (cluster.isWorker) process.exit();
});
