import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { serverNames, upstreamApis, upstreamFims, warmUpChoices } from '../../common/upstreamNames';
import { isLoopback } from '../../common/loopback';
import { parseUrl } from '../../common/parseUrl';
import { productVersion } from '../../common/productVersion';
import { UsageError } from '../../engines/usageError';

/** Engines by the name they have on the command line. */
export const engineNames = ['local', 'upstream', 'replay'] as const;

/** The command line, checked. */
export interface GatewayOptions {
  readonly host: string;
  readonly port: number;
  readonly engine: (typeof engineNames)[number];
  /** File of several upstreams, in the place of the options of one. */
  readonly config: string | undefined;
  /** Given by option or environment; undefined: make one. */
  readonly token: string | undefined;
  readonly workspace: string | undefined;
  readonly upstreamUrl: string | undefined;
  readonly upstreamModel: string | undefined;
  readonly upstreamKeyEnv: string | undefined;
  readonly upstreamKeyFile: string | undefined;
  readonly upstreamHeadersEnv: string | undefined;
  readonly upstreamApi: (typeof upstreamApis)[number] | undefined;
  readonly upstreamFim: (typeof upstreamFims)[number] | undefined;
  readonly upstreamServer: (typeof serverNames)[number] | undefined;
  readonly upstreamCa: string | undefined;
  readonly upstreamWarmUp: (typeof warmUpChoices)[number] | undefined;
  readonly upstreamConnectMs: number | undefined;
  readonly upstreamFirstTokenMs: number | undefined;
  readonly upstreamIdleMs: number | undefined;
  readonly replay: string | undefined;
  readonly tokensPerSecond: number | undefined;
  readonly firstTokenMs: number | undefined;
  readonly maxInFlight: number;
  readonly maxLanes: number;
  readonly maxConnectionMinutes: number;
  readonly allowHost: readonly string[];
  /** Files in PEM form; both or none. */
  readonly tlsCert: string | undefined;
  readonly tlsKey: string | undefined;
  /** File of named tokens, in the place of a single one. */
  readonly tokens: string | undefined;
  readonly requestsPerMinute: number | undefined;
  readonly maxInFlightPerToken: number | undefined;
  readonly requestsPerDay: number | undefined;
  readonly tokensPerDay: number | undefined;
  /** What the budgets of a day are kept in over a restart. */
  readonly budgetFile: string | undefined;
  readonly maxTotalInFlight: number;
  readonly maxConnections: number;
  /** File that gets a line for each turn; `-`: standard error. */
  readonly turnLog: string | undefined;
  /** Base address of a collector of OpenTelemetry. */
  readonly otlp: string | undefined;
  /** Processes that serve; undefined: one. */
  readonly workers: number | undefined;
  readonly drainSeconds: number;
  readonly exitWithParent: boolean;
  /** File that says where this gateway is, for those who may share it. */
  readonly share: string | undefined;
}

/** The outcome of reading a command line: options to run with, or text to print and be done. */
export type CommandLine =
  | { readonly kind: 'run'; readonly options: GatewayOptions }
  | { readonly kind: 'text'; readonly text: string };

/** Environment variable that holds the token. */
export const tokenVariable = 'CODEX_SPARK_TOKEN';

/**
 * Reads the arguments after the script's name. Throws `UsageError` with a sentence for the user.
 * `environment` is only asked for the token.
 */
export function readCommandLine(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): CommandLine {
  let told = '';
  const command = define().configureOutput({ writeOut: text => (told += text), writeErr: () => {} });
  try {
    command.parse(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.helpDisplayed' || error.code === 'commander.version')
      return { kind: 'text', text: told };
    throw new UsageError(error.message.replace(/^error: /, ''));
  }
  const options = command.opts<Omit<GatewayOptions, 'token'> & { token?: string }>();
  const token = checkedToken(options.token ?? environment[tokenVariable]);
  // A file of upstreams says which engine it is for.
  const isGiven = options.config !== undefined && command.getOptionValueSource('engine') === 'default';
  const engine = isGiven ? 'upstream' : options.engine;
  return { kind: 'run', options: checked({ ...options, engine, token }) };
}

const examples = `Examples:
  node dist/gateway.js --port 8645 --workspace .
  node dist/gateway.js --engine upstream --upstream-url http://127.0.0.1:11434
  CODEX_SPARK_TOKEN=secret node dist/gateway.js --engine replay --replay answers.jsonl

docs/gateway.md says more of each option.`;

function define(): Command {
  const minutes = number({ min: 0.01, max: 10_080 });
  const wait = whole({ min: 1, max: 3_600_000 });
  return new Command('gateway.js')
    .description(
      'Serves the OpenAI Responses protocol over a WebSocket, and over HTTP as server-sent events or JSON, in front of ' +
        'what generates: the embedded engine, another server, or a file of answers. The first line of output is JSON ' +
        'with the address and the token.',
    )
    .addHelpText('after', `\n${examples}`)
    .version(productVersion, '--version', 'print the version')
    .exitOverride()
    .showHelpAfterError(false)
    .allowExcessArguments(false)
    .option('--host <address>', 'address to listen on', nonEmpty, '127.0.0.1')
    .option(
      '--port <number>',
      'port to listen on; 0 takes a free one, which the first line of output says',
      whole({ min: 0, max: 65_535 }),
      0,
    )
    .addOption(
      new Option(
        '--engine <name>',
        'what generates: the embedded engine, another server, or a file of answers',
      )
        .choices(engineNames)
        .default('local'),
    )
    .option(
      '--token <token>',
      `token clients must send. Better in the environment as ${tokenVariable}: other users can see arguments. ` +
        'Without either a random one is made and printed',
    )
    .option('--workspace <folder>', 'folder the embedded engine recalls from', nonEmpty)
    .option('--config <file>', 'several upstreams to choose from, JSON; read again on SIGHUP', nonEmpty)
    .option('--upstream-url <url>', 'base address of the upstream server', httpUrl)
    .option(
      '--upstream-model <id>',
      'model for requests that name none of the server; without it the only one it has',
      nonEmpty,
    )
    .option('--upstream-key-env <name>', 'environment variable that holds the upstream key', nonEmpty)
    .option('--upstream-key-file <file>', 'file that holds the upstream key', nonEmpty)
    .option(
      '--upstream-headers-env <name>',
      'environment variable that holds further request headers, as a JSON object',
      nonEmpty,
    )
    .addOption(
      new Option(
        '--upstream-api <kind>',
        'how to ask the upstream server; auto, the default, finds out',
      ).choices(upstreamApis),
    )
    .addOption(
      new Option(
        '--upstream-fim <family>',
        "how the upstream's model fills in the middle; without it the model's name decides",
      ).choices(upstreamFims),
    )
    .addOption(
      new Option('--upstream-server <name>', 'which server it is; without it that is found out').choices(
        serverNames,
      ),
    )
    .option('--upstream-ca <file>', 'further certificate authorities to trust, PEM', nonEmpty)
    .addOption(
      new Option(
        '--upstream-warm-up <when>',
        'send prompts ahead so that they are cached; auto: to servers on machines of your own',
      ).choices(warmUpChoices),
    )
    .option(
      '--upstream-connect-ms <number>',
      'longest wait for a connection, in ms; 10000 unless told',
      wait,
      undefined,
    )
    .option(
      '--upstream-first-token-ms <number>',
      'longest wait for an answer to begin, in ms; 300000 unless told',
      wait,
      undefined,
    )
    .option(
      '--upstream-idle-ms <number>',
      'longest silence within an answer, in ms; 60000 unless told',
      wait,
      undefined,
    )
    .option('--replay <file>', 'file the replay engine answers from', nonEmpty)
    .option(
      '--tokens-per-second <number>',
      'hold the engine, whichever it is, to this speed',
      number({ min: 0.1, max: 1_000_000 }),
    )
    .option(
      '--first-token-ms <number>',
      'hold back the first token by this, in ms',
      number({ min: 0, max: 600_000 }),
    )
    .option(
      '--max-in-flight <number>',
      'responses at once per socket; more wait',
      whole({ min: 1, max: 1_024 }),
      16,
    )
    .option('--max-lanes <number>', 'lane names in the life of a socket', whole({ min: 1, max: 10_000 }), 32)
    .option('--max-connection-minutes <number>', 'age at which a socket is closed', minutes, 60)
    .addOption(
      new Option('--allow-host <name>', 'further Host name to answer to; can be repeated')
        .argParser((name: string, before: string[]) => [...before, nonEmpty(name)])
        .default([], 'none'),
    )
    .option('--tls-cert <file>', 'certificate chain, PEM; read again on SIGHUP', nonEmpty)
    .option('--tls-key <file>', 'private key of the certificate, PEM', nonEmpty)
    .option('--tokens <file>', 'named tokens with limits of their own, JSON; read again on SIGHUP', nonEmpty)
    .option(
      '--requests-per-minute <number>',
      'requests taken from one token in a minute',
      whole({ min: 1, max: 1_000_000 }),
    )
    .option(
      '--max-in-flight-per-token <number>',
      'responses at once per token; more wait',
      whole({ min: 1, max: 100_000 }),
    )
    .option(
      '--requests-per-day <number>',
      'requests taken from one token in a day of UTC',
      whole({ min: 1, max: 1_000_000_000 }),
    )
    .option(
      '--tokens-per-day <number>',
      'tokens, in and out, of one token in a day of UTC',
      whole({ min: 1, max: 1_000_000_000_000 }),
    )
    .option('--budget-file <file>', 'keeps what was used of the day over a restart, JSON', nonEmpty)
    .option(
      '--max-total-in-flight <number>',
      'responses at once, over all; more wait in fair turn',
      whole({ min: 1, max: 100_000 }),
      256,
    )
    .option('--max-connections <number>', 'open sockets', whole({ min: 1, max: 100_000 }), 1_000)
    .option('--turn-log <file>', 'a line of JSON for each turn, never code; - for standard error', nonEmpty)
    .option('--otlp <url>', 'tell traces and figures to an OpenTelemetry collector, OTLP over HTTP', httpUrl)
    .option(
      '--workers <number>',
      'processes that serve, to use several cores; 1 unless told',
      whole({ min: 1, max: 64 }),
    )
    .option(
      '--drain-seconds <number>',
      'how long answers may go on after SIGTERM',
      number({ min: 0, max: 3_600 }),
      5,
    )
    .addOption(new Option('--exit-with-parent', 'end when standard input closes').default(false, 'off'))
    .option(
      '--share <file>',
      'say in this file where it is, and with --exit-with-parent go on for as long as a client holds on to it',
      nonEmpty,
    );
}

function checked(options: GatewayOptions): GatewayOptions {
  const { engine } = options;
  if (options.replay !== undefined && engine !== 'replay') {
    throw new UsageError('--replay FILE is for --engine replay.');
  }
  if (engine === 'replay' && options.replay === undefined) {
    throw new UsageError('--engine replay needs --replay FILE.');
  }
  if ((options.tlsCert === undefined) !== (options.tlsKey === undefined)) {
    throw new UsageError('--tls-cert and --tls-key belong together.');
  }
  if (options.tokens !== undefined && options.token !== undefined) {
    throw new UsageError(`Give --tokens FILE or a single token (--token, ${tokenVariable}), not both.`);
  }
  if (!isLoopback(options.host) && (options.tlsCert === undefined || options.tokens === undefined)) {
    throw new UsageError(
      `--host ${options.host} can be reached from other machines: it needs --tls-cert, --tls-key and --tokens. ` +
        'docs/serving-a-team.md shows how to make them.',
    );
  }
  const isForOne =
    (options.workers ?? 1) === 1 && options.tokens === undefined && options.tlsCert === undefined;
  if (options.share !== undefined && !(options.exitWithParent && isForOne)) {
    throw new UsageError(
      '--share FILE is for a gateway with --exit-with-parent, and without --workers, --tokens and --tls-cert.',
    );
  }
  if (options.share !== undefined && (options.token?.length ?? shortestToken) < shortestToken) {
    throw new UsageError(`--share FILE needs a token of ${shortestToken} characters or more.`);
  }
  const upstream = Object.entries(options).filter(
    ([name, value]) => name.startsWith('upstream') && value !== undefined,
  );
  if (engine !== 'upstream' && upstream.length > 0) {
    throw new UsageError('The --upstream-… options are for --engine upstream.');
  }
  if (options.config !== undefined && engine !== 'upstream') {
    throw new UsageError('--config FILE is for --engine upstream.');
  }
  if (options.config !== undefined && upstream.length > 0) {
    throw new UsageError('Give the upstreams by --config FILE or one of them by --upstream-…, not by both.');
  }
  if (engine === 'upstream' && options.upstreamUrl === undefined && options.config === undefined) {
    throw new UsageError('--engine upstream needs --upstream-url URL or --config FILE.');
  }
  if (options.upstreamKeyEnv !== undefined && options.upstreamKeyFile !== undefined) {
    throw new UsageError('Give the key by --upstream-key-env or by --upstream-key-file, not by both.');
  }
  return options;
}

/** A gateway that is shared proves that it knows its token, and a short one could be found out by trying. */
const shortestToken = 32;

function checkedToken(token: string | undefined): string | undefined {
  if (token === undefined) return undefined;
  if (/^[\x21-\x7e]{1,4096}$/.test(token)) return token;
  throw new UsageError('The token must be 1 to 4096 printable ASCII characters without spaces.');
}

function nonEmpty(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('It is empty.');
  return value;
}

function httpUrl(value: string): string {
  const url = parseUrl(value);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return value;
  throw new InvalidArgumentError('It must be an http:// or https:// address.');
}

interface Bounds {
  readonly min: number;
  readonly max: number;
}

function number({ min, max }: Bounds): (value: string) => number {
  return value => {
    const read = Number(value);
    if (value.trim() !== '' && read >= min && read <= max) return read;
    throw new InvalidArgumentError(`It must be a number from ${min} to ${max}.`);
  };
}

function whole(bounds: Bounds): (value: string) => number {
  const read = number(bounds);
  return value => {
    if (/^\d+$/.test(value)) return read(value);
    throw new InvalidArgumentError(`It must be a whole number from ${bounds.min} to ${bounds.max}.`);
  };
}
