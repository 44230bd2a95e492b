import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { applyCode } from '../../src/editor/edit/commands/applyCode';
import type { AnswerSource } from '../../src/editor/edit/answers/answer';
import { EditRegistry } from '../../src/editor/edit/live/editRegistry';
import { hostMessage } from '../../src/chat/messages';
import { systemClock } from '../../src/common/systemClock';
import { keep, openRoom, type Kept, type RoomBench } from '../support/chat/room';
import { DrivenGateway } from '../support/gateway/drivenGateway';
import type { DrivenAnswer } from '../support/gateway/drivenEngine';
import { withFiles, workspaceFolder } from '../support/host/manners';
import { windowChanges } from '../support/host/windowChanges';
import { waitFor } from '../support/host/waitFor';

const nobody: AnswerSource = { isWhole: false, ask: () => undefined };

describe('the chat in a window', () => {
  let gateway: DrivenGateway;
  let kept: Kept;
  let bench: RoomBench;
  before(async () => (gateway = await DrivenGateway.start()));
  after(() => gateway.stop());
  beforeEach(async () => (kept = await keep()));
  afterEach(async () => {
    bench.close();
    await kept.remove();
  });

  const items = (): string[] =>
    bench.room.state().items.map(item => {
      if (item.kind === 'answer') return `${item.parts.map(({ text }) => text).join('|')} (${item.status})`;
      return item.kind === 'user' ? `> ${item.text}` : `! ${item.text}`;
    });
  const lastItem = () => {
    const item = bench.room.state().items.at(-1);
    assert.ok(item, 'there is an item');
    return item;
  };
  const answerTo = (text: string): Promise<DrivenAnswer> =>
    waitFor(`the request "${text}"`, () =>
      gateway.answers.findLast(({ request }) => JSON.stringify(request.input.at(-1)).includes(text)),
    );
  const ended = (): Promise<unknown> =>
    waitFor('the end of the answer', () => (bench.room.current.busy ? undefined : true));

  /** A whole exchange. */
  async function exchange(text: string, answer: string): Promise<void> {
    await bench.ask({ type: 'send', text });
    const turn = await answerTo(text);
    turn.text(answer);
    turn.end();
    await ended();
  }

  describe('conversations', () => {
    it('are found again after the window was closed in the middle of an answer', async () => {
      bench = openRoom(kept, gateway);
      await bench.ask({ type: 'ready' });
      await exchange('qzxa first', 'one');
      await bench.ask({ type: 'send', text: 'qzxa second' });
      (await answerTo('qzxa second')).text('half');
      await waitFor('the text', () => items().join().includes('half') || undefined);
      await bench.ask({ type: 'enqueue', text: 'later' });
      bench.close();

      bench = openRoom(kept, gateway);
      await bench.ask({ type: 'ready' });
      assert.deepEqual(items(), ['> qzxa first', 'one (completed)', '> qzxa second', 'half (stopped)']);
      assert.deepEqual(
        bench.room.state().queue.map(({ text }) => text),
        ['later'],
      );
      for (const message of bench.told) v.parse(hostMessage, message);
    });

    it('are versioned on disk; one that cannot be read is set aside and said so', async () => {
      bench = openRoom(kept, gateway);
      await bench.ask({ type: 'ready' });
      await exchange('qzxb kept', 'fine');
      bench.close();
      const [file = ''] = await readdir(kept.folder);
      assert.match(await readFile(path.join(kept.folder, file), 'utf8'), /^\{"version":1,/);
      await writeFile(path.join(kept.folder, 'broken.json'), '{"version":1,"conver');

      bench = openRoom(kept, gateway);
      await bench.ask({ type: 'ready' });
      assert.match(items().join('\n'), /> qzxb kept\nfine.*\n! One stored conversation could not be read/s);
      const names = await readdir(kept.folder);
      assert.ok(
        names.some(name => name.startsWith('broken.json.set-aside-')),
        names.join(),
      );
    });

    it('are listed, searched, renamed and deleted', async () => {
      bench = openRoom(kept, gateway);
      await bench.ask({ type: 'ready' });
      await exchange('qzxc apples', 'red');
      await bench.ask({ type: 'newConversation' });
      await exchange('qzxc pears', 'green');
      const listed = async (query: string): Promise<string[]> => {
        await bench.ask({ type: 'listConversations', request: 1, query });
        const list = bench.told.findLast(message => message.type === 'conversations');
        return list?.conversations.map(({ title }) => title) ?? [];
      };
      assert.deepEqual((await listed('')).toSorted(), ['qzxc apples', 'qzxc pears']);
      assert.deepEqual(await listed('RED'), ['qzxc apples'], 'an answer is searched too');
      const { id } = bench.room.current.tree;
      await bench.ask({ type: 'renameConversation', id, title: 'Fruit' });
      assert.deepEqual(await listed('fruit'), ['Fruit']);
      // The notification that offers to undo it waits for an answer; the request does not.
      await bench.ask({ type: 'deleteConversation', id });
      assert.deepEqual(await listed(''), ['qzxc apples']);
      assert.deepEqual(items(), [], 'what was shown is gone from the screen too');
    });

    it('get what a page meant for them, also when another one is shown by now', async () => {
      bench = openRoom(kept, gateway);
      await bench.ask({ type: 'ready' });
      await exchange('qzxg first', 'one');
      const { id } = bench.room.current.tree;
      await bench.ask({ type: 'newConversation' });
      await bench.ask({ type: 'draft', text: 'half a thought' }, id);
      await bench.ask({ type: 'send', text: 'qzxg second' }, id);
      assert.deepEqual(items(), [], 'the new one is empty');
      (await answerTo('qzxg second')).end();
      await bench.ask({ type: 'send', text: 'qzxg third' });
      (await answerTo('qzxg third')).end();
      await ended();
      assert.equal(items()[0], '> qzxg third');
      await bench.ask({ type: 'openConversation', id });
      assert.equal(items()[2], '> qzxg second');
      assert.equal(bench.room.state().draft, 'half a thought');
    });

    it('get what is sent in the same moment as another one is begun or opened, without waiting for it', async () => {
      bench = openRoom(kept, gateway);
      await bench.ask({ type: 'ready' });
      await exchange('qzxi first', 'one');
      const { id } = bench.room.current.tree;
      // As the page sends it: it knows no id of the new one yet.
      void bench.ask({ type: 'newConversation' });
      void bench.ask({ type: 'send', text: 'qzxi second' });
      (await answerTo('qzxi second')).end();
      await ended();
      assert.equal(items()[0], '> qzxi second');
      bench.close();

      bench = openRoom(kept, gateway);
      await bench.ask({ type: 'ready' });
      assert.equal(items()[0], '> qzxi second');
      void bench.ask({ type: 'openConversation', id });
      void bench.ask({ type: 'send', text: 'qzxi third' }, id);
      (await answerTo('qzxi third')).end();
      await ended();
      assert.equal(bench.room.current.tree.id, id);
      assert.equal(items()[2], '> qzxi third');
    });

    it('give way to what was asked for after them, whatever is read first', async () => {
      bench = openRoom(kept, gateway);
      await bench.ask({ type: 'ready' });
      await exchange('qzxj first', 'one');
      const { id } = bench.room.current.tree;
      await bench.ask({ type: 'newConversation' });
      await exchange('qzxj second', 'two');
      bench.close();

      bench = openRoom(kept, gateway);
      // What was shown last is still being read.
      const read = bench.ask({ type: 'ready' });
      void bench.ask({ type: 'newConversation' });
      void bench.ask({ type: 'send', text: 'qzxj third' });
      await read;
      assert.equal(items()[0], '> qzxj third');
      (await answerTo('qzxj third')).end();
      await ended();
      const opened = bench.ask({ type: 'openConversation', id });
      void bench.ask({ type: 'newConversation' });
      void bench.ask({ type: 'send', text: 'qzxj fourth' }, id);
      (await answerTo('qzxj fourth')).end();
      await opened;
      assert.deepEqual(items(), [], 'the new one stays');
      await bench.ask({ type: 'openConversation', id });
      await ended();
      assert.equal(items()[2], '> qzxj fourth', 'and what was meant for the other one is there');
    });

    it('are shared by two windows: nothing that was said in either is lost', async () => {
      bench = openRoom(kept, gateway);
      await bench.ask({ type: 'ready' });
      await exchange('qzxh begun', 'one');
      bench.close();
      const other = openRoom(kept, gateway);
      bench = openRoom(kept, gateway);
      for (const window of [other, bench]) await window.ask({ type: 'ready' });
      await other.ask({ type: 'send', text: 'qzxh here' });
      (await answerTo('qzxh here')).end();
      await exchange('qzxh there', 'two');
      other.close();
      bench.close();
      bench = openRoom(kept, gateway);
      await bench.ask({ type: 'ready' });
      const said = bench.room.current.tree.stored.nodes.flatMap(({ item }) =>
        item.kind === 'user' ? item.text : [],
      );
      assert.deepEqual(said.toSorted(), ['qzxh begun', 'qzxh here', 'qzxh there']);
    });

    it('branch where a message is edited, and are repeated', async () => {
      bench = openRoom(kept, gateway);
      await bench.ask({ type: 'ready' });
      await exchange('qzxd one', 'first');
      const [first] = bench.room.state().items;
      await bench.ask({ type: 'editMessage', id: first?.id ?? '', text: 'qzxd two' });
      const turn = await answerTo('qzxd two');
      turn.text('second');
      turn.end();
      await ended();
      assert.deepEqual(items(), ['> qzxd two', 'second (completed)']);
      await bench.ask({ type: 'regenerate', answer: lastItem().id });
      const again = await waitFor('the repetition', () => {
        const latest = gateway.answers.at(-1);
        return latest?.request.input.length === 1 && !latest.signal.aborted && latest.taken() === 0
          ? latest
          : undefined;
      });
      again.text('third');
      again.end();
      await ended();
      assert.deepEqual(items(), ['> qzxd two', 'third (completed)']);
      const [shown] = bench.room.state().items;
      assert.deepEqual(shown?.kind === 'user' && shown.branch, { index: 2, count: 3 });
      await bench.ask({ type: 'showBranch', id: shown?.id ?? '', index: 0 });
      assert.deepEqual(items(), ['> qzxd one', 'first (completed)']);
    });

    it('are exported as Markdown into an editor', async () => {
      bench = openRoom(kept, gateway);
      await bench.ask({ type: 'ready' });
      await exchange('qzxe export', '**bold**');
      await bench.ask({ type: 'exportConversation', id: bench.room.current.tree.id });
      const document = vscode.window.activeTextEditor?.document;
      assert.equal(document?.languageId, 'markdown');
      assert.match(document.getText(), /# qzxe export[^]*\*\*bold\*\*/);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    });
  });

  describe('applying code', () => {
    let registry: EditRegistry;
    beforeEach(() => {
      registry = new EditRegistry({ model: nobody, changes: windowChanges, clock: systemClock });
      bench = openRoom(kept, gateway, {
        applyToFile: (request, signal) =>
          applyCode({ registry, model: nobody, clock: systemClock }, request, signal),
      });
    });
    afterEach(async () => {
      for (const name of ['qzxf.txt', 'qzxh.txt', 'qzxi.txt', 'qzxj.txt', 'qzxk.txt']) await closeFile(name);
      registry.dispose();
    });

    const states = (): string[] =>
      bench.told.flatMap(message =>
        message.type === 'block' ? [`${message.state} ${message.text}`.trim()] : [],
      );
    const documentNamed = (name: string): vscode.TextDocument | undefined =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.path.endsWith(`/${name}`));
    async function closeFile(name: string): Promise<void> {
      const document = documentNamed(name);
      if (!document) return;
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
    const file = 'import qzxe;\n\nfunction qzxf() {\n  one();\n}\n\nfunction qzxg() {\n  two();\n}\n';

    it('follows a block that still streams into the file it names', () =>
      withFiles({ 'qzxf.txt': file }, async () => {
        await bench.ask({ type: 'ready' });
        await bench.ask({ type: 'send', text: 'qzxf change' });
        const turn = await answerTo('qzxf change');
        const intro = 'Here:\n```js qzxf.txt\n';
        turn.text(`${intro}function qzxf() {\n`);
        await waitFor('the block', () => items().join().includes('function qzxf') || undefined);
        const applying = bench.ask({
          ...{ type: 'applyCode', answer: lastItem().id, part: 0, block: 0 },
          ...{ language: 'js', path: 'qzxf.txt', code: 'function qzxf() {\n' },
          follow: { offset: intro.length, indent: 0, fence: '```' },
        });
        turn.text('  three();\n  more();\n');
        await waitFor('the change', () =>
          documentNamed('qzxf.txt')?.getText().includes('three') === true ? true : undefined,
        );
        assert.equal(states().at(-1), 'working');
        turn.text('}\n```\nThat is all.');
        await applying;
        assert.equal(documentNamed('qzxf.txt')?.getText(), file.replace('one();', 'three();\n  more();'));
        assert.equal(states().at(-1), 'done 1 change to review in qzxf.txt');
        turn.end();
        await ended();
        await closeFile('qzxf.txt');
      }));

    it('says so when the answer is stopped in the middle of the block', () =>
      withFiles({ 'qzxh.txt': file }, async () => {
        await bench.ask({ type: 'ready' });
        await bench.ask({ type: 'send', text: 'qzxh change' });
        const turn = await answerTo('qzxh change');
        turn.text('```js\nfunction qzxf() {\n');
        await waitFor('the block', () => items().join().includes('function qzxf') || undefined);
        const applying = bench.ask({
          ...{ type: 'applyCode', answer: lastItem().id, part: 0, block: 0, path: 'qzxh.txt', code: '' },
          follow: { offset: 6, indent: 0, fence: '```' },
        });
        await waitFor('the file', () => documentNamed('qzxh.txt'));
        await bench.ask({ type: 'stop' });
        await applying;
        assert.match(states().at(-1) ?? '', /^failed qzxh\.txt: .*middle of the code/);
        assert.match(documentNamed('qzxh.txt')?.getText() ?? '', /function qzxg/, 'nothing else is gone');
        await closeFile('qzxh.txt');
      }));

    it('makes a new file of a block with a name that nothing has, on the disk when it is saved', async () => {
      await bench.ask({ type: 'ready' });
      await bench.ask({
        ...{ type: 'applyCode', answer: 'none', part: 0, block: 0 },
        ...{ path: 'qzxnew/qzxi.txt', code: 'one\ntwo\n' },
      });
      assert.match(states().at(-1) ?? '', /^done \d changes? to review in .*qzxi\.txt$/);
      const document = documentNamed('qzxi.txt');
      assert.equal(document?.isUntitled, true);
      assert.equal(document.getText().trimEnd(), 'one\ntwo');
      await closeFile('qzxi.txt');
    });

    it('finds the open file that a block without a name shares its lines with', () =>
      withFiles({ 'qzxj.txt': file, 'qzxk.txt': 'something\nelse altogether\n' }, async () => {
        for (const name of ['qzxj.txt', 'qzxk.txt'])
          await vscode.window.showTextDocument(vscode.Uri.joinPath(workspaceFolder(), name), {
            preview: false,
          });
        await bench.ask({ type: 'ready' });
        await bench.ask({
          ...{ type: 'applyCode', answer: 'none', part: 0, block: 0 },
          code: 'function qzxf() {\n  one();\n}\n\nfunction qzxg() {\n  four();\n}\n',
        });
        assert.equal(states().at(-1), 'done 1 change to review in qzxj.txt');
        assert.match(documentNamed('qzxj.txt')?.getText() ?? '', /four/);
        await closeFile('qzxj.txt');
        await closeFile('qzxk.txt');
      }));

    it('never leaves the workspace', async () => {
      await bench.ask({ type: 'ready' });
      const asking = bench.ask({
        ...{ type: 'applyCode', answer: 'none', part: 0, block: 0 },
        ...{ path: '../../qzx/escape.txt', code: 'x' },
      });
      // It asks for the file instead; the user chooses none.
      await waitFor('the answer', async () => {
        await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
        return states().includes('failed not applied') || undefined;
      });
      await asking;
      assert.equal(documentNamed('escape.txt'), undefined);
    });
  });
});
