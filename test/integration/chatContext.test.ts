import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createPermission, type Permission } from '../../src/editor/permission/permission';
import { keep, openRoom, type Kept, type RoomBench } from '../support/chat/room';
import { DrivenGateway } from '../support/gateway/drivenGateway';
import { withFile, withFiles, workspaceFolder } from '../support/host/manners';
import { waitFor } from '../support/host/waitFor';

const secret = 'qzxpassword';

describe('the context of the chat', () => {
  let gateway: DrivenGateway;
  let permission: Permission;
  let kept: Kept;
  let bench: RoomBench;
  before(async () => (gateway = await DrivenGateway.start()));
  after(() => gateway.stop());
  beforeEach(async () => {
    kept = await keep();
    permission = createPermission({ modeOf: () => 'auto' });
    bench = openRoom(kept, gateway, { permission });
    await bench.ask({ type: 'ready' });
  });
  afterEach(async () => {
    bench.close();
    permission.dispose();
    await kept.remove();
  });

  const address = (name: string): string =>
    vscode.Uri.joinPath(workspaceFolder(), ...name.split('/')).toString();
  const chips = () => bench.room.state().context.chips;
  const chip = (label: string) =>
    waitFor(`the chip ${label}`, () =>
      chips().find(chip => chip.label.includes(label) && chip.state !== 'loading'),
    );
  /** A chip that goes along, once the ignore files have been read. */
  const ready = (label: string) =>
    waitFor(`${label} to be ready`, () =>
      chips().find(chip => chip.label.includes(label) && chip.state === 'ready'),
    );
  /** Everything that leaves with a message. */
  async function sent(text: string): Promise<string> {
    await bench.ask({ type: 'send', text });
    const answer = await waitFor('the request', () =>
      gateway.answers.findLast(({ request }) => JSON.stringify(request.input.at(-1)).includes(text)),
    );
    answer.end();
    await waitFor('the end', () => (bench.room.current.busy ? undefined : true));
    return JSON.stringify(answer.request);
  }
  async function mentions(query: string): Promise<string[]> {
    await bench.ask({ type: 'mention', request: 1, query });
    const reply = bench.told.findLast(message => message.type === 'mentions');
    return reply?.items.map(({ label, detail }) => detail ?? label) ?? [];
  }

  for (const name of ['.env', 'qzx/id_rsa', 'qzxignored.txt']) {
    it(`never sends ${name}, neither silently nor when it is asked for`, () =>
      withFiles({ [name]: `KEY=${secret}\n`, '.codexsparkignore': 'qzxignored.txt\n' }, () =>
        withFile(name, async () => {
          const base = name.split('/').at(-1) ?? '';
          const automatic = await chip(base);
          assert.equal(automatic.state, 'blocked', 'the file at hand is shown as not sent');
          assert.match(automatic.why ?? '', /nothing of it is sent/);
          await bench.ask({ type: 'dropUris', uris: [address(name)] });
          await waitFor('the dropped one', () => {
            const own = chips().filter(({ label, state }) => label.includes(base) && state !== 'loading');
            return own.length === 2 || undefined;
          });
          assert.ok(chips().every(({ label, state }) => !label.includes(base) || state === 'blocked'));
          assert.doesNotMatch(await sent(`qzxm ${base}`), new RegExp(secret));
        }),
      ));
  }

  it('offers no secret file after @, and finds others whatever their case', () =>
    withFiles({ 'qzxDir/QzxShown.txt': 'x\n', 'qzxDir/.env.qzxshown': secret }, async () => {
      const found = await waitFor('the file', async () => {
        const labels = await mentions('file:qzxshown');
        return labels.length > 0 ? labels : undefined;
      });
      assert.deepEqual(found, ['qzxDir/QzxShown.txt']);
      assert.deepEqual(
        (await mentions('pro')).filter(label => label.startsWith('Errors')),
        ['Errors and warnings of the workspace'],
      );
    }));

  it('takes the file at hand along, until it is taken away', () =>
    withFiles({ 'qzxhand.txt': 'held in hand\n' }, () =>
      withFile('qzxhand.txt', async () => {
        const { id, automatic } = await ready('qzxhand.txt');
        assert.ok(automatic);
        assert.match(await sent('qzxn with'), /held in hand/);
        await bench.ask({ type: 'newConversation' });
        await bench.ask({ type: 'removeContext', id });
        assert.ok(!chips().some(({ label }) => label.includes('qzxhand')));
        assert.doesNotMatch(await sent('qzxn without'), /held in hand/);
      }),
    ));

  it('attaches the selection with its lines', () =>
    withFiles({ 'qzxsel.txt': 'first line\nsecond line\nthird line\n' }, () =>
      withFile('qzxsel.txt', async ({ editor }) => {
        editor.selection = new vscode.Selection(1, 0, 1, 11);
        await ready('qzxsel.txt:2-2');
        const request = await sent('qzxo select');
        assert.match(request, /second line/);
        assert.doesNotMatch(request, /third line/);
      }),
    ));

  it('attaches problems of files that may be sent, and no others', () =>
    withFiles({ 'qzxok.txt': 'x\n', '.env': 'x\n' }, async () => {
      const problems = vscode.languages.createDiagnosticCollection('qzx');
      try {
        const range = new vscode.Range(0, 0, 0, 1);
        problems.set(vscode.Uri.parse(address('qzxok.txt')), [new vscode.Diagnostic(range, 'qzxopen fault')]);
        problems.set(vscode.Uri.parse(address('.env')), [new vscode.Diagnostic(range, `value ${secret}`)]);
        await waitFor(
          'the permission',
          () => permission.mayBeSent(vscode.Uri.parse(address('qzxok.txt'))) || undefined,
        );
        await bench.ask({ type: 'addContext', id: 'problems' });
        await chip('Problems');
        const request = await sent('qzxp problems');
        assert.match(request, /qzxok\.txt:1:1 error: qzxopen fault/);
        assert.doesNotMatch(request, new RegExp(secret));
      } finally {
        problems.dispose();
      }
    }));

  it('says why a piece cannot be had', async () => {
    await bench.ask({
      type: 'dropUris',
      uris: [address('qzxmissing.txt'), 'javascript:alert(1)', 'https://x.y/z'],
    });
    assert.equal((await chip('qzxmissing.txt')).state, 'blocked');
    assert.equal(chips().filter(({ automatic }) => !automatic).length, 1, 'other schemes are no files');
    await bench.ask({ type: 'dropText', name: 'notes.txt', text: 'qzxdropped' });
    assert.match(await sent('qzxq text'), /qzxdropped/);
    assert.equal(chips().filter(({ automatic }) => !automatic).length, 0, 'what was added is used up');
  });

  it('cuts what is too big for the model, and says so', async () => {
    await bench.ask({ type: 'dropText', name: 'big.txt', text: 'many words in a row\n'.repeat(20_000) });
    const big = await chip('big.txt');
    assert.equal(big.state, 'cut');
    const { usedTokens, budgetTokens } = bench.room.state().context;
    assert.ok(usedTokens < budgetTokens, `${usedTokens} of ${budgetTokens}`);
  });
});
