import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { silentLog } from '../../src/common/log';
import { systemClock } from '../../src/common/systemClock';
import { liveTest } from '../../src/editor/connect/liveTest';
import { presets } from '../../src/editor/connect/presets';
import { specOf, isUnusable, type EndpointSpec } from '../../src/editor/endpoints/endpointSpec';
import { socketTarget } from '../../src/editor/endpoints/target';
import { createSession } from '../../src/session/createSession';
import { profileOfUrl } from '../../src/session/profiles';
import type { Session } from '../../src/session/session';
import { hello, helloText } from '../support/upstreams/answers';
import { WebSocketStandIn, webSocketKinds } from '../support/upstreams/webSocketStandIn';

const folder = path.resolve('docs/upstreams');

/** The first endpoint that a page puts into the settings, if it is one by WebSocket. */
async function endpointOf(page: string): Promise<EndpointSpec | undefined> {
  const text = await readFile(path.join(folder, page), 'utf8');
  const block = /```jsonc\n("codexSpark\.endpoints": \{\n[\s\S]*?\n\})[,\n]/.exec(text)?.[1];
  if (block === undefined) return undefined;
  const endpoints =
    (JSON.parse(`{${block}}`) as Record<string, Record<string, unknown>>)['codexSpark.endpoints'] ?? {};
  const [name = ''] = Object.keys(endpoints);
  const settings = { model: '', headers: {}, caFile: '', features: { inline: '', edit: '', chat: '' } };
  const spec = specOf('inline', { ...settings, endpoint: name, endpoints });
  assert.ok(!isUnusable(spec), JSON.stringify(spec));
  return spec.endpoint.kind === 'remote' ? spec : undefined;
}

describe('The settings for a WebSocket, as the pages about upstreams give them', () => {
  let standIn: WebSocketStandIn | undefined;
  let session: Session | undefined;
  afterEach(async () => {
    session?.dispose();
    await standIn?.dispose();
    session = standIn = undefined;
  });

  async function connect(page: string, key?: string): Promise<{ spec: EndpointSpec; session: Session }> {
    const spec = await endpointOf(page);
    const kind = webSocketKinds[page];
    assert.ok(spec?.endpoint.kind === 'remote' && kind);
    standIn = await WebSocketStandIn.start(kind, hello);
    const { url } = spec.endpoint;
    const target = socketTarget({ url }, spec, () => Promise.resolve(key ?? kind.key));
    session = createSession({
      url: `ws://127.0.0.1:${standIn.port}${new URL(url).pathname}`,
      headers: target.headers,
      // The host is the stand-in's, so what is known of the real one is said.
      profile: profileOfUrl(url),
      model: spec.model,
      clock: systemClock,
      log: silentLog,
    });
    return { spec, session };
  }

  it('stand on exactly these pages', async () => {
    const pages = (await readdir(folder)).filter(name => name !== 'README.md');
    const found = await Promise.all(pages.map(async page => ((await endpointOf(page)) ? [page] : [])));
    assert.deepEqual(found.flat().sort(), Object.keys(webSocketKinds).sort());
  });

  it('have the address of the preset, except for what the user fills in', async () => {
    for (const page of Object.keys(webSocketKinds)) {
      const endpoint = (await endpointOf(page))?.endpoint;
      assert.ok(endpoint?.kind === 'remote');
      const addresses = presets.map(({ url }) => url.replace('RESOURCE', 'my-resource'));
      assert.ok(addresses.includes(endpoint.url), endpoint.url);
    }
  });

  for (const [page, kind] of Object.entries(webSocketKinds)) {
    it(`${page}: answers, one turn continuing another, and two at once`, async () => {
      const { spec, session: connected } = await connect(page);
      assert.equal(spec.model, kind.model);
      const first = await connected.start({ lane: 'chat', input: 'one' }).done;
      assert.deepEqual([first.status, first.text], ['completed', helloText], JSON.stringify(first.error));
      const second = await connected.start({ lane: 'chat', input: 'two', previous: first.responseId ?? '' })
        .done;
      assert.equal(second.text, helloText, JSON.stringify(second.error));
      assert.equal(standIn?.asked.at(-1)?.body['previous_response_id'], first.responseId);
      const both = await Promise.all(
        (['inline', 'edit'] as const).map(lane => connected.start({ lane, input: 'at once' }).done),
      );
      assert.deepEqual(
        both.map(({ text }) => text),
        [helloText, helloText],
      );
      assert.ok(standIn?.asked.every(({ body }) => body['model'] === kind.model));
      assert.equal(
        standIn?.asked.some(({ body }) => 'stream_id' in body),
        kind.multiplexes,
      );
    });

    it(`${page}: a warm-up is sent only where it is one`, async () => {
      const { session: connected } = await connect(page);
      const warmed = await connected.warm({ lane: 'inline', instructions: 'Rules.', input: [] });
      assert.equal(warmed !== undefined, kind.warms);
      assert.equal(standIn?.asked.some(({ body }) => body['generate'] === false) ?? false, kind.warms);
    });

    it(`${page}: a wrong key is told once, as one`, async () => {
      const { session: connected } = await connect(page, 'wrong');
      const { status, error } = await connected.start({ lane: 'chat', input: 'one' }).done;
      assert.deepEqual([status, error?.kind], ['failed', 'auth']);
    });
  }

  it('are what the test in Connect a Model calls them', async () => {
    const { spec, session: connected } = await connect('vercel.md');
    const result = await liveTest(connected, spec, new AbortController().signal);
    assert.deepEqual([result.works, result.how], [true, 'Vercel AI Gateway, Responses over WebSocket']);
  });
});
