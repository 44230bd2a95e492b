import assert from 'node:assert/strict';
import { writeForm, type DocumentForm, type PromptForm } from '../../../../src/protocol/promptForms';
import type { Engine, EngineEvent, EngineRequest } from '../../../../src/engines/engine';
import { createLocalEngine } from '../../../../src/engines/local/localEngine';
import { ManualClock } from '../../../support/manualClock';
import { silentLog } from '../../../../src/common/log';

const imports: DocumentForm = {
  kind: 'document',
  path: 'a.ts',
  language: 'typescript',
  text: "import { zebra } from '../common/clock';\n",
};

const tabs = ['a.ts', 'c.ts', 'd.ts', 'e.ts'].map(path => ({ ...imports, path }));

function cursor(text: string, path = 'b.ts'): PromptForm {
  const [prefix = '', suffix = ''] = text.split('█');
  return { kind: 'cursor', path, language: 'typescript', prefix, suffix };
}

function request(forms: readonly PromptForm[], maxOutputTokens?: number): EngineRequest {
  const content = forms.map(form => ({ type: 'input_text', text: writeForm(form) }));
  return { model: 'local-recall', instructions: '', input: [{ role: 'user', content }], maxOutputTokens };
}

describe('embedded engine', () => {
  let engine: Engine;
  beforeEach(() => {
    // A clock that stands still: learning is never put off because the machine is busy.
    engine = createLocalEngine({ workspace: undefined, log: silentLog, clock: new ManualClock() });
  });
  afterEach(() => engine.dispose());

  async function events(asked: EngineRequest): Promise<EngineEvent[]> {
    const all: EngineEvent[] = [];
    for await (const event of engine.generate(asked, new AbortController().signal)) all.push(event);
    return all;
  }

  async function text(asked: EngineRequest): Promise<string> {
    return (await events(asked)).map(event => (event.kind === 'text' ? event.text : '')).join('');
  }

  it('says what it is', () => {
    assert.equal(engine.name, 'local');
    assert.deepEqual(engine.models, ['local-recall']);
  });

  it('completes from an open tab, a token at a time, and ends with the usage', async () => {
    const all = await events(request([...tabs, cursor('import { zeb█')]));
    const pieces = all.flatMap(event => (event.kind === 'text' ? [event.text] : []));
    assert.equal(pieces.join(''), "ra } from '../common/clock';");
    assert.ok(pieces.length > 5);
    assert.ok(all.every(event => event.kind !== 'text' || event.tokens === 1));
    const end = all.at(-1);
    assert.ok(end?.kind === 'end' && end.reason === 'stop' && end.inputTokens > 15);
  });

  it('recalls from the tabs that the request carries, but not from the tab that is edited', async () => {
    assert.notEqual(await text(request([...tabs, cursor('import { zeb█')])), '');
    assert.equal(await text(request([imports, cursor('import { zeb█', 'a.ts')])), '');
  });

  it('forgets at once what a request does not carry any more', async () => {
    assert.notEqual(await text(request([...tabs, cursor('import { zeb█')])), '');
    const other: PromptForm = { ...imports, path: 'other.ts', text: 'nothing();\n' };
    assert.equal(await text(request([other, cursor('import { zeb█')])), '');
    assert.equal(await text(request([cursor('import { zeb█')])), '');
    assert.notEqual(await text(request([...tabs, cursor('import { zeb█')])), '', 'until it comes again');
  });

  it('does not take what one client has open for known to another', async () => {
    const both = await Promise.all([
      text(request([...tabs, cursor('import { zeb█')])),
      text(request([cursor('import { zeb█')])),
      text(request([...tabs, cursor('import { zeb█')])),
    ]);
    assert.deepEqual(both.map(Boolean), [true, false, true]);
  });

  it('keeps what each client has open apart, until its connection is gone', async () => {
    const connections = [new AbortController(), new AbortController()];
    const own = [
      { ...imports, text: imports.text.repeat(500) },
      { ...imports, text: "import { wake } from '../common/dawn';\n".repeat(500) },
    ];
    const ask = async (which: 0 | 1): Promise<readonly string[]> => {
      const { signal: connection } = connections[which] ?? new AbortController();
      const given: string[] = [];
      for (const begun of ['import { zeb█', 'import { wa█'])
        given.push(
          (await text({ ...request([own[which] ?? imports, cursor(begun)]), connection })).split(
            '\n',
            1,
          )[0] ?? '',
        );
      return given;
    };
    const alone = ["ra } from '../common/clock';", ''];
    assert.deepEqual(await ask(0), alone);
    assert.deepEqual(await ask(1), ['', "ke } from '../common/dawn';"]);
    assert.deepEqual(await ask(0), alone);
    connections[0]?.abort();
    await assert.rejects(ask(0), 'what comes over a connection that is gone is not answered');
    assert.deepEqual(await ask(1), ['', "ke } from '../common/dawn';"]);
  });

  it('forgets the former text of a tab that changed', async () => {
    await text(request([...tabs, cursor('█')]));
    const changed = tabs.map(tab => ({ ...tab, text: 'nothing();' }));
    assert.equal(await text(request([...changed, cursor('import { zeb█')])), '');
  });

  it('does not learn from what a question carries', async () => {
    await text(
      request([
        ...tabs,
        {
          kind: 'selection',
          path: 'b.js',
          language: 'javascript',
          text: 'a();',
          instruction: '',
        },
      ]),
    );
    assert.equal(await text(request([cursor('import { zeb█')])), '');
  });

  it('completes from parts of other files, until they are parts no more', async () => {
    const lines = { first: 3, last: 3 };
    const parts: PromptForm[] = ['a.ts', 'c.ts', 'd.ts'].map(path => ({
      ...imports,
      path,
      kind: 'snippet',
      lines,
    }));
    const declared: PromptForm = { ...imports, kind: 'definitions', path: 'e.d.ts' };
    assert.notEqual(await text(request([...parts, declared, cursor('import { zeb█')])), '');
    assert.equal(await text(request([cursor('import { zeb█')])), '');
    const others = parts.map(part => ({ ...part, text: 'nothing();' }));
    assert.equal(await text(request([...others, cursor('import { zeb█')])), '');
  });

  it('does not complete from parts of the file that is edited', async () => {
    const part: PromptForm = { ...imports, kind: 'snippet', lines: { first: 1, last: 1 } };
    assert.equal(await text(request([part, cursor('import { zeb█', 'a.ts')])), '');
  });

  it('passes over diagnostics', async () => {
    const said: PromptForm = {
      kind: 'diagnostics',
      path: 'b.ts',
      language: 'typescript',
      text: imports.text,
    };
    assert.equal(await text(request([said, said, said, said, cursor('import { zeb█')])), '');
  });

  it('neither learns from a secret file nor completes in one', async () => {
    assert.equal(
      await text(
        request([{ ...imports, path: '.env' }, { ...imports, path: '.env.ts' }, cursor('import { zeb█')]),
      ),
      '',
    );
    assert.equal(await text(request([...tabs, cursor('import { zeb█', '.env')])), '');
  });

  it('keeps to the bound of the request and says so', async () => {
    const all = await events(request([...tabs, cursor('import { zeb█')], 1));
    assert.ok(all.filter(event => event.kind === 'text').length <= 1);
    assert.equal(all.at(-1)?.kind, 'end');
  });

  it('answers nothing rather than something it is not sure of', async () => {
    const all = await events(request([cursor('const x█')]));
    assert.deepEqual(
      all.map(event => event.kind),
      ['end'],
    );
  });

  it('learns from a warm-up what the requests that go on from it carry', async () => {
    await engine.warmUp(request(tabs), new AbortController().signal);
    assert.equal(await text(request([...tabs, cursor('import { zeb█')])), "ra } from '../common/clock';");
  });

  it('gives up when it is cancelled', async () => {
    const stop = new AbortController();
    stop.abort();
    await assert.rejects(async () => {
      for await (const event of engine.generate(request([cursor('a█')]), stop.signal)) void event;
    });
  });
});
