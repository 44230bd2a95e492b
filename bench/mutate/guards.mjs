// Each guard that SECURITY.md names with a test in Node, and how it is taken away. `node bench/guards.mjs` does so and expects
// the test to fail. A replacement need not be good TypeScript: it is bundled, not checked.
// @ts-check

/**
 * @typedef {object} Guard
 * @property {string} threat as SECURITY.md has it
 * @property {string} file in which the guard stands, from the root
 * @property {readonly (readonly [guard: string, without: string])[]} edits each guard stands there once
 * @property {string} test
 */

/** @type {readonly Guard[]} */
export const guards = [
  {
    threat: 'a link opens something by itself, or hides where it leads',
    file: 'src/webview/chat/markdown/links.ts',
    edits: [['url.username || url.password || ', '']],
    test: 'test/unit/webview/markdown/links.test.ts',
  },
  {
    threat: 'a link opens something by itself, or hides where it leads',
    file: 'src/webview/chat/markdown/links.ts',
    edits: [
      [`if (!['http', 'https', 'mailto'].includes(scheme)) return undefined;`, ''],
      [`if (scheme !== 'mailto' && !/^\\s*https?:\\/\\//i.test(href)) return undefined;`, ''],
      [`!url || !['http:', 'https:', 'mailto:'].includes(url.protocol)`, '!url'],
    ],
    test: 'test/unit/webview/markdown/links.test.ts',
  },
  {
    threat: 'code of an answer is written outside of the workspace',
    file: 'src/common/namedFile.ts',
    edits: [[`parts.includes('..') || `, '']],
    test: 'test/unit/common/namedFile.test.ts',
  },
  {
    threat: 'an answer without an end, or larger than memory',
    file: 'src/session/turns/turnRun.ts',
    edits: [
      ['turn.append(text);\n    if (turn.units > maxAnswerUnits) this.tooLong();', 'turn.append(text);'],
    ],
    test: 'test/unit/session/bounds.test.ts',
  },
  {
    threat: 'an answer without an end, or larger than memory',
    file: 'src/session/turns/turnRun.ts',
    edits: [['if (this.turn.bytes.down > maxReceivedBytes) this.tooLong();', '']],
    test: 'test/unit/session/bounds.test.ts',
  },
  {
    threat: 'nonsense in place of the protocol',
    file: 'src/session/connection/losses.ts',
    edits: [['return backOffMs(this.attempts++, this.random());', 'return 0;']],
    test: 'test/unit/session/garbage.test.ts',
  },
  {
    threat: 'an edit changes what the person did not choose',
    file: 'src/diff/editSet.ts',
    edits: [
      [
        'const exact = this.files.get(path);',
        'const exact = this.files.get(path) ?? [...this.files.values()][0];',
      ],
    ],
    test: 'test/unit/diff/editSet.test.ts',
  },
  {
    threat: 'an edit changes what the person did not choose',
    file: 'src/diff/editSet.ts',
    edits: [
      ['if (taken.take(entry)) this.fitting', 'this.fitting'],
      [`else entry.why = 'overlaps';`, ''],
    ],
    test: 'test/unit/diff/editSet.test.ts',
  },
  {
    threat: 'its settings send code or keys elsewhere',
    file: 'package.json',
    edits: [
      [
        `"scope": "machine",\n            "order": 4,\n            "markdownDescription": "%setting.headers%"`,
        `"order": 4,\n            "markdownDescription": "%setting.headers%"`,
      ],
    ],
    test: 'test/unit/editor/endpoints/endpointSettings.test.ts',
  },
  {
    threat: 'its settings loosen what is sent before it is trusted',
    file: 'package.json',
    edits: [['        "codexSpark.inline.context.openFiles",\n', '']],
    test: 'test/unit/docs/security.test.ts',
  },
  {
    threat: 'its settings take `.gitignore` back',
    file: 'src/editor/respectsGitignore.ts',
    edits: [['(now?.globalValue ??', '(now?.workspaceValue ?? now?.globalValue ??']],
    test: 'test/unit/editor/respectsGitignore.test.ts',
  },
  {
    threat: 'a file of secrets is sent as context',
    file: 'src/common/secretFiles.ts',
    edits: [['names.some(pattern => pattern.test(name) || pattern.test(written))', 'false']],
    test: 'test/unit/common/secretFiles.test.ts',
  },
  {
    threat: 'a file is sent before its ignore files are read',
    file: 'src/editor/permission/ignoreFiles.ts',
    edits: [[`known === 'reading' ? undefined : known`, `known === 'reading' ? { by: undefined } : known`]],
    test: 'test/unit/editor/permission/ignoreFiles.test.ts',
  },
  {
    threat: 'code that holds the marks of a prompt breaks out of its form',
    file: 'src/protocol/promptForms.ts',
    edits: [['for (let n = 1; text.includes(marker); n++)', 'for (let n = 1; n < 1; n++)']],
    test: 'test/unit/protocol/promptForms.test.ts',
  },
  {
    threat: 'it connects to the gateway on loopback',
    file: 'src/gateway/server/access.ts',
    edits: [['headers.origin !== undefined', 'false']],
    test: 'test/unit/gateway/server/access.test.ts',
  },
  {
    threat: 'it connects to the gateway on loopback',
    file: 'src/gateway/server/access.ts',
    edits: [['headers.origin !== undefined', 'false']],
    test: 'test/unit/gateway/server/upgrades.test.ts',
  },
  {
    threat: 'its domain name is pointed at 127.0.0.1',
    file: 'src/gateway/server/access.ts',
    edits: [['return isWildcard(host) && (isIPv4(name) || isIPv6(name));', 'return true;']],
    test: 'test/unit/gateway/server/access.test.ts',
  },
  {
    threat: 'its domain name is pointed at 127.0.0.1',
    file: 'src/gateway/server/access.ts',
    edits: [['!(isCheck && headers.host === undefined) && !isAllowedHost(headers.host, rules)', 'false']],
    test: 'test/unit/gateway/server/upgrades.test.ts',
  },
  {
    threat: 'it gets the key of another host',
    file: 'src/editor/endpoints/keyNames.ts',
    edits: [[`endpoint.origin.replace(/^ws/, 'http')`, `'http'`]],
    test: 'test/unit/editor/endpoints/keyNames.test.ts',
  },
  {
    threat: "a key goes into a log or a report, in the server's own words",
    file: 'src/editor/diagnosis/diagnosticReport.ts',
    edits: [[String.raw`.replace(/\b(Bearer\s+)\S+/gi, '$1***')`, '']],
    test: 'test/unit/editor/diagnosis/diagnosticReport.test.ts',
  },
  {
    threat: "a key goes into a log or a report, in the server's own words",
    file: 'src/engines/upstream/upstreamEngine.ts',
    edits: [[`text.replaceAll(key, '***')`, 'text']],
    test: 'test/unit/engines/upstream/upstreamKey.test.ts',
  },
  {
    threat: 'a certificate that nobody trusts',
    file: 'src/editor/endpoints/httpCall.ts',
    edits: [['const options = { method,', 'const options = { rejectUnauthorized: false, method,']],
    test: 'test/unit/editor/endpoints/httpsPost.test.ts',
  },
  {
    threat: 'a redirect takes the key elsewhere',
    file: 'src/engines/upstream/http/failures.ts',
    edits: [['status >= 300 && status < 400', 'false']],
    test: 'test/unit/engines/upstream/http/redirect.test.ts',
  },
  {
    threat: 'a strange server on a usual port is taken for one of models',
    file: 'src/editor/finding/loopbackGet.ts',
    edits: [['if (bytes > maxBytes) return finish(undefined);', '']],
    test: 'test/unit/editor/finding/findServers.test.ts',
  },
  {
    threat: 'reads the key or the token from the list of processes',
    file: 'src/editor/endpoints/gatewayArguments.ts',
    edits: [[`'key-env': key === undefined ? undefined : gatewayVariables.key,`, 'key,']],
    test: 'test/unit/editor/endpoints/gatewayArguments.test.ts',
  },
  {
    threat: 'uses the gateway without a token, or with one that everybody knows',
    file: 'src/gateway/server/access.ts',
    edits: [['if (client) return client;', `return client ?? { name: 'anybody' };`]],
    test: 'test/unit/gateway/server/access.test.ts',
  },
  {
    threat: 'uses the gateway without a token, or with one that everybody knows',
    file: 'src/gateway/clients/tokensFile.ts',
    edits: [['if (example >= 0)', 'if (false)']],
    test: 'test/unit/gateway/clients/tokensFile.test.ts',
  },
  {
    threat: 'starves the others of a shared gateway',
    file: 'src/gateway/admission/fairShares.ts',
    edits: [
      ['return !this.isShared() || (this.held.get(client) ?? 0) + amount <= this.free;', 'return true;'],
    ],
    test: 'test/unit/gateway/sharing.test.ts',
  },
  {
    threat: 'ends the gateway by what it sends',
    file: 'src/protocol/jsonBounds.ts',
    edits: [[`if (depth > bounds.depth) return { beyond: 'depth' };`, '']],
    test: 'test/unit/protocol/jsonBounds.test.ts',
  },
  {
    threat: 'ends the gateway by what it sends',
    file: 'src/protocol/jsonBounds.ts',
    edits: [[`if (values > bounds.values) return { beyond: 'values' };`, '']],
    test: 'test/unit/protocol/jsonBounds.test.ts',
  },
  {
    threat: 'they read where a shared engine is, and its token',
    file: 'src/gateway/claimFile.ts',
    edits: [[`{ flag: 'wx', mode: 0o600 }`, `{ flag: 'wx' }`]],
    test: 'test/unit/gateway/claimFile.test.ts',
  },
  {
    threat: 'they write it, so that code goes to them',
    file: 'src/editor/endpoints/readClaim.ts',
    edits: [[' || !isPrivate(found)', '']],
    test: 'test/unit/editor/endpoints/readClaim.test.ts',
  },
  {
    threat: 'they listen at the port of an engine that died',
    file: 'src/editor/endpoints/holdGateway.ts',
    edits: [['if (!isRight(response)) return giveUp();', '']],
    test: 'test/unit/editor/endpoints/holdGateway.test.ts',
  },
  {
    threat: 'they keep others from starting one',
    file: 'src/editor/endpoints/sharedGateway.ts',
    edits: [['lock || clock.now() >= until', 'lock']],
    test: 'test/unit/editor/endpoints/sharedGateway.test.ts',
  },
  {
    threat: 'another version than the one that was looked at',
    file: 'scripts/lib/lockFile.mjs',
    edits: [['found?.version !== entry.version', '!found']],
    test: 'test/unit/scripts/dependencies.test.ts',
  },
  {
    threat: 'code is loaded from the network at run time',
    file: 'src/common/webviewPage.ts',
    edits: [["`default-src 'none'`", '`default-src *`']],
    test: 'test/unit/common/webviewPage.test.ts',
  },
];
