// The rooms of src/ and who may know whom. docs/architecture.md says why.

/** Which rooms each room may import, besides itself. Arrows only go down. */
const below = {
  common: [],
  protocol: ['common'],
  session: ['protocol', 'common'],
  completion: ['session', 'protocol', 'common'],
  diff: ['session', 'protocol', 'common'],
  nextEdit: ['diff', 'session', 'protocol', 'common'],
  editor: ['nextEdit', 'completion', 'diff', 'session', 'protocol', 'common'],
  chat: ['completion', 'diff', 'session', 'protocol', 'common'],
  engines: ['protocol', 'common'],
  gateway: ['engines', 'protocol', 'common'],
  leash: [],
  webview: ['common'], // Besides the message contracts.
};

/** Which neighbours the rooms inside a room may import. All of them may import the files at the top of their room. */
const inside = {
  session: { connection: [], turns: ['connection'] },
  completion: {
    text: [],
    filters: ['text'],
    context: [],
    prompt: ['context'],
    answers: ['filters', 'prompt', 'text'],
    requests: ['answers', 'prompt', 'text'],
  },
  editor: {
    document: [],
    permission: [],
    sessionView: [],
    context: ['document', 'permission'],
    endpoints: ['sessionView'],
    diagnosis: ['endpoints', 'sessionView'],
    finding: [],
    llama: ['finding'],
    connect: ['endpoints', 'finding', 'llama', 'sessionView'],
    imports: ['document'],
    inline: ['context', 'document', 'endpoints', 'imports', 'permission'],
    nextEdit: ['context', 'document', 'endpoints', 'inline', 'permission'],
    edit: ['document', 'permission'],
    status: ['endpoints', 'inline', 'permission'],
    walkthrough: ['document'],
    removal: ['endpoints', 'llama'],
  },
  'editor/edit': {
    answers: [],
    live: ['answers'],
    view: ['live'],
    commands: ['answers', 'live', 'view'],
  },
  nextEdit: { history: [], predict: ['history'], prompt: [], ask: ['prompt'] },
  engines: { local: [], upstream: [], replay: [], routing: [] },
  gateway: {
    admission: [],
    chains: [],
    lanes: [],
    metrics: [],
    turn: ['metrics'],
    connection: ['admission', 'chains', 'lanes', 'turn'],
    chatCompletions: ['turn'],
    clients: ['admission', 'metrics'],
    workers: ['admission', 'clients', 'server'],
    server: ['admission', 'chains', 'chatCompletions', 'clients', 'connection', 'metrics', 'turn'],
    config: [],
    cli: ['clients', 'server'],
  },
};

/** Rooms that run anywhere: no editor, no Node, no packages but those listed. */
const pure = ['common', 'protocol', 'session', 'completion', 'diff', 'nextEdit'];

/** Packages a pure room may use, with the files that may. */
const packages = [
  { from: '^src/common/ignore/', name: 'ignore' },
  { from: '^src/diff/jsonMembers\\.ts$', name: '@humanwhocodes/momoa' },
  { from: '^src/protocol/', name: 'valibot' },
  { from: '^src/protocol/', name: 'openai' }, // Types of the wire only; types-stay-types sees to that.
  { from: '^src/session/connection/wsSocket\\.ts$', name: 'ws' },
];

const inPackage = name => `node_modules/(@types/)?${name}/`;
const vscode = '(^|/)(@types/)?vscode(/|$)';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one idea, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...Object.entries(below).map(([room, rooms]) => ({
      name: `arrows-only-down-${room}`,
      comment: `src/${room} may import ${[room, ...rooms].join(', ')} and no other room.`,
      severity: 'error',
      from: { path: `^src/${room}/` },
      to: {
        path: '^src/',
        pathNot: [
          `^src/(${[room, ...rooms].join('|')})/`,
          ...(room === 'webview' ? ['/messages\\.ts$'] : []),
        ],
      },
    })),
    ...Object.entries(inside).flatMap(([room, rooms]) =>
      Object.entries(rooms).map(([inner, neighbours]) => ({
        name: `arrows-only-down-${room}/${inner}`,
        comment: `src/${room}/${inner} may import ${neighbours.join(', ') || 'none'} of its neighbours.`,
        severity: 'error',
        from: { path: `^src/${room}/${inner}/` },
        to: {
          path: `^src/${room}/[^/]+/`,
          pathNot: `^src/${room}/(${[inner, ...neighbours].join('|')})/`,
        },
      })),
    ),
    {
      name: 'pure-rooms-without-vscode',
      comment: 'A pure room is handed what it needs from the editor.',
      severity: 'error',
      from: { path: `^src/(${pure.join('|')})/` },
      to: { path: vscode },
    },
    {
      name: 'pure-rooms-without-node',
      comment: 'A pure room is handed what it needs from the system (Clock, Log, OpenSocket).',
      severity: 'error',
      from: { path: `^src/(${pure.join('|')})/`, pathNot: '^src/session/connection/wsSocket\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'the-socket-knows-types-of-node-only',
      severity: 'error',
      from: { path: '^src/session/connection/wsSocket\\.ts$' },
      to: { dependencyTypes: ['core'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pure-rooms-without-packages',
      comment: 'The packages that pure rooms may use are listed in .dependency-cruiser.cjs.',
      severity: 'error',
      from: { path: `^src/(${pure.join('|')})/`, pathNot: packages.map(entry => entry.from) },
      to: { path: 'node_modules/', pathNot: vscode },
    },
    ...[...new Set(packages.map(entry => entry.from))].map(from => ({
      name: `listed-packages-only: ${from}`,
      comment: 'The packages that pure rooms may use are listed in .dependency-cruiser.cjs.',
      severity: 'error',
      from: { path: from },
      to: {
        path: 'node_modules/',
        pathNot: [
          vscode,
          ...packages.filter(entry => entry.from === from).map(entry => inPackage(entry.name)),
        ],
      },
    })),
    {
      name: 'gateway-engines-and-webview-without-vscode',
      comment: 'The gateway with its engines is a process of its own, the webview a page of its own.',
      severity: 'error',
      from: { path: '^src/(engines|gateway|leash|webview)/' },
      to: { path: vscode },
    },
    {
      name: 'webview-without-node',
      severity: 'error',
      from: { path: '^src/webview/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'nobody-imports-the-entry-points',
      severity: 'error',
      from: {},
      to: { path: '^src/(extension|gateway/main|leash/main|webview/main)\\.ts$' },
    },
    {
      name: 'types-stay-types',
      comment: 'What is only a development dependency may lend its types, not its code.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: [vscode, '@types/'] },
    },
    {
      name: 'every-import-resolves',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true, pathNot: '^vscode$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
