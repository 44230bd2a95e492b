import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FakeTurn } from '../../../support/chat/fakeTurn';
import { modelInput } from '../../../../src/chat/model/modelInput';
import { shownQueue } from '../../../../src/chat/model/waiting';
import { settle } from '../../../support/manualClock';
import { stage, type Stage } from '../../../support/chat/stage';

/** The transcript as lines: `> message`, `part|instruction=part (status)`. */
function transcript({ page }: Stage): string[] {
  return page.items.map(item => {
    if (item.kind === 'user') return `> ${item.text}`;
    if (item.kind === 'notice') return `! ${item.text}`;
    const parts = item.parts.map(({ text, instruction }) =>
      instruction === undefined ? text : `${instruction}=${text}`,
    );
    return `${parts.join('|')} (${item.status})`;
  });
}

const last = ({ turns }: Stage): FakeTurn => {
  const turn = turns.at(-1);
  assert.ok(turn, 'something was asked');
  return turn;
};

describe('Dialogue', () => {
  it('sends, streams and ends', async () => {
    const it = stage();
    it.dialogue.send('hello');
    last(it).say('Hi');
    await settle();
    assert.deepEqual(transcript(it), ['> hello', 'Hi (streaming)'], 'the first text is there at once');
    last(it).say(' there');
    await settle();
    assert.deepEqual(transcript(it), ['> hello', 'Hi (streaming)'], 'the next waits for the frame');
    await it.clock.advance(16);
    assert.deepEqual(transcript(it), ['> hello', 'Hi there (streaming)']);
    last(it).end('completed', 'r1');
    await settle();
    assert.deepEqual(transcript(it), ['> hello', 'Hi there (completed)']);
  });

  it('shows where the answer turned and keeps what was said before', async () => {
    const it = stage();
    it.dialogue.send('q');
    last(it).say('one');
    await settle();
    it.dialogue.redirect('shorter', false);
    last(it).say(' more');
    last(it).takeUp();
    last(it).say('two');
    last(it).end('completed');
    await settle();
    assert.deepEqual(transcript(it), ['> q', 'one more|shorter=two (completed)']);
    assert.equal(it.turns.length, 1);
  });

  it('shows the first text of a new course at once, in the middle of a frame', async () => {
    const it = stage();
    it.dialogue.send('q');
    last(it).say('one');
    await settle();
    last(it).say(' more');
    await settle();
    it.dialogue.redirect('shorter', false);
    last(it).takeUp();
    last(it).say('two');
    await settle();
    assert.deepEqual(transcript(it), ['> q', 'one more|shorter=two (streaming)']);
  });

  it('sends while an answer runs as a redirect', () => {
    const it = stage();
    it.dialogue.send('q');
    it.dialogue.send('other');
    assert.deepEqual(last(it).steers, ['other']);
  });

  it('sends the queue one by one, each after the answer before it', async () => {
    const it = stage();
    it.dialogue.send('a');
    it.dialogue.enqueue('b');
    it.dialogue.enqueue('c');
    last(it).end('completed');
    await settle();
    assert.deepEqual(transcript(it), ['> a', ' (completed)', '> b', ' (waiting)']);
    assert.deepEqual(
      it.page.queue.map(({ text }) => text),
      ['c'],
    );
  });

  it('stops at once, keeps what is there, and the queue waits', async () => {
    const it = stage();
    it.dialogue.send('a');
    it.dialogue.enqueue('b');
    last(it).say('unread');
    it.dialogue.stop();
    assert.deepEqual(transcript(it), ['> a', 'unread (stopped)']);
    await settle();
    assert.equal(it.turns.length, 1, 'nothing is sent by itself');
    assert.deepEqual(
      it.page.queue.map(({ text }) => text),
      ['b'],
    );
  });

  it('keeps a change of course that was asked for and never answered', async () => {
    const it = stage();
    it.dialogue.send('a');
    it.dialogue.redirect('b', false);
    last(it).end('failed');
    await settle();
    assert.deepEqual(transcript(it), ['> a', '|b= (failed)']);
  });

  it('sends what was said when the answer had ended, but nobody knew yet', async () => {
    const it = stage();
    it.dialogue.send('a');
    last(it).say('x');
    last(it).end('completed');
    it.dialogue.redirect('b', false);
    await settle();
    assert.deepEqual(transcript(it), ['> a', 'x (completed)', '> b', ' (waiting)']);
  });

  it('edits a past message as a branch, and goes back to the former one', async () => {
    const it = stage();
    it.dialogue.send('a');
    last(it).say('1');
    last(it).end('completed');
    await settle();
    const [first] = it.page.items;
    assert.ok(first);
    it.dialogue.editMessage(first.id, 'A');
    assert.deepEqual(transcript(it), ['> A', ' (waiting)']);
    const [second] = it.page.items;
    assert.deepEqual(second?.kind === 'user' && second.branch, { index: 1, count: 2 });
    assert.ok(it.dialogue.showBranch(second?.id ?? '', 0));
    it.page.items = it.dialogue.tree.items();
    assert.deepEqual(transcript(it), ['> a', '1 (completed)']);
  });

  it('continues the chain with what is new only, and can resend everything', async () => {
    const it = stage();
    it.dialogue.send('a');
    last(it).say('1');
    last(it).end('completed', 'r1');
    await settle();
    it.dialogue.send('b');
    const [, request] = it.requests;
    assert.equal(request?.previous, 'r1');
    assert.deepEqual(request.input, [{ role: 'user', content: 'b' }]);
    assert.deepEqual(request.fullInput(), [
      { role: 'user', content: 'a' },
      { role: 'assistant', content: '1' },
      { role: 'user', content: 'b' },
    ]);
  });

  it('tells the truth after any order of events', async () => {
    const verbs = [
      'send',
      'redirect',
      'live',
      'enqueue',
      'stop',
      'edit',
      'regenerate',
      'branch',
      'reload',
      'attach',
    ] as const;
    const queueVerbs = ['editQueued', 'moveQueued', 'dropQueued', 'sendQueued'] as const;
    const server = ['say', 'takeUp', 'complete', 'fail', 'cutShort', 'frame', 'settle'] as const;
    const step = fc.record({
      verb: fc.constantFrom(...verbs, ...queueVerbs, ...server, ...server),
      n: fc.nat(5),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async steps => {
        const it = stage();
        /** Every text of the user that must be somewhere, and every text of the server by turn. */
        const said = new Set<string>();
        const attached = new Set<string>();
        let serial = 0;
        const words = (): string => {
          const text = `m${++serial}.`;
          said.add(text);
          return text;
        };
        for (const { verb, n } of steps) {
          const { dialogue, page, turns } = it;
          const turn = turns.at(-1);
          const users = page.items.filter(({ kind }) => kind === 'user');
          const picked = users[n % Math.max(1, users.length)];
          const queued = page.queue[n % Math.max(1, page.queue.length)];
          switch (verb) {
            case 'send':
              dialogue.send(words());
              break;
            case 'redirect':
            case 'live':
              dialogue.redirect(words(), verb === 'live');
              break;
            case 'enqueue':
              dialogue.enqueue(words());
              break;
            case 'stop':
              dialogue.stop();
              assert.ok(!dialogue.busy);
              break;
            case 'edit':
              if (picked) dialogue.editMessage(picked.id, words());
              break;
            case 'regenerate': {
              const answers = page.items.filter(({ kind }) => kind === 'answer');
              const answer = answers[n % Math.max(1, answers.length)];
              if (answer) dialogue.regenerate(answer.id);
              break;
            }
            case 'branch':
              if (picked && dialogue.showBranch(picked.id, n))
                page.items = structuredClone(dialogue.tree.items());
              break;
            case 'reload':
              it.reload();
              break;
            case 'editQueued':
              if (!queued) break;
              said.delete(queued.text);
              dialogue.editQueued(queued.id, words());
              break;
            case 'moveQueued':
              if (queued) dialogue.moveQueued(queued.id, n);
              break;
            case 'dropQueued':
              if (!queued) break;
              said.delete(queued.text);
              for (const { text } of dialogue.tree.queue.find(({ id }) => id === queued.id)?.attachments ??
                [])
                attached.delete(text);
              dialogue.dropQueued(queued.id);
              break;
            case 'attach': {
              const text = `f${++serial}.`;
              attached.add(text);
              it.context.push({ kind: 'file', label: `${serial}.ts`, text });
              break;
            }
            case 'sendQueued':
              if (queued) dialogue.sendQueued(queued.id);
              break;
            case 'say':
              turn?.say(`t${turns.length}.${++serial} `);
              break;
            case 'takeUp':
              turn?.takeUp();
              break;
            case 'complete':
              turn?.takeUp();
              turn?.end('completed', `r${turns.length}`);
              break;
            case 'fail':
              turn?.end('failed');
              break;
            case 'cutShort':
              turn?.end('incomplete', `r${turns.length}`);
              break;
            case 'frame':
              await it.clock.advance(16);
              break;
            case 'settle':
              await settle();
              break;
          }
        }
        await settle();
        it.dialogue.flush();
        await it.clock.advance(16);
        check(it, said, attached);
        it.dialogue.stop();
        check(it, said, attached);
        it.reload();
        check(it, said, attached);
      }),
      { numRuns: 1_000 },
    );
  }).timeout(120_000);
});

function check(
  { dialogue, page, turns, context }: Stage,
  said: ReadonlySet<string>,
  attached: ReadonlySet<string>,
): void {
  const { tree } = dialogue;
  // What was attached is where it was said, or still to be sent.
  const { nodes: stored, queue: waiting } = tree.stored;
  const kept = new Set(
    [...context, ...[...stored, ...waiting].flatMap(({ attachments = [] }) => attachments)].map(
      ({ text }) => text,
    ),
  );
  for (const text of attached) assert.ok(kept.has(text), `${text} is not kept`);
  // And whoever is told all of it is told that too.
  const input = JSON.stringify(modelInput(tree.branch()));
  for (const { attachments = [] } of tree.branch())
    for (const { text } of attachments) assert.ok(input.includes(text), `${text} is not sent`);
  // The page shows what is true.
  const plain = (items: unknown): unknown => JSON.parse(JSON.stringify(items));
  assert.deepEqual(
    page.items
      .map(item =>
        item.kind === 'answer' ? { ...item, numbers: undefined } : { ...item, branch: undefined },
      )
      .map(plain),
    tree
      .items()
      .map(item =>
        item.kind === 'answer' ? { ...item, numbers: undefined } : { ...item, branch: undefined },
      )
      .map(plain),
  );
  assert.deepEqual(plain(page.queue), plain(shownQueue(tree.queue)));
  // Messages and answers take turns, and only the last answer may run, exactly when it is said to.
  const items = tree.items().filter(({ kind }) => kind !== 'notice');
  items.forEach(({ kind }, at) => assert.equal(kind, at % 2 === 0 ? 'user' : 'answer'));
  const running = items.filter(
    item => item.kind === 'answer' && ['waiting', 'streaming'].includes(item.status),
  );
  assert.equal(running.length, dialogue.busy ? 1 : 0);
  if (dialogue.busy) assert.equal(running[0], items.at(-1));
  // Every text of the user is somewhere, and none is there that was dropped before it was sent.
  const nodes = tree.stored.nodes.map(({ item }) => item);
  const everywhere = [
    ...nodes.flatMap(item =>
      item.kind === 'user'
        ? [item.text]
        : item.kind === 'answer'
          ? item.parts.flatMap(p => p.instruction ?? [])
          : [],
    ),
    ...tree.queue.map(({ text }) => text),
  ].join('\n');
  const pending = turns.at(-1)?.steers ?? [];
  for (const text of said) {
    assert.ok(
      everywhere.includes(text) || (dialogue.busy && pending.join().includes(text)),
      `${text} is lost`,
    );
  }
  // Whatever stands in an answer was said by one turn, in order, and by no other.
  for (const item of nodes) {
    if (item.kind !== 'answer') continue;
    const text = item.parts.map(({ text }) => text).join('');
    const from = turns.filter(turn => turn.textSoFar.startsWith(text));
    assert.ok(from.length > 0, `"${text}" was said by nobody`);
    if (item.status === 'completed' || item.status === 'incomplete') {
      assert.ok(
        from.some(turn => turn.textSoFar === text),
        `"${text}" is not all that was said`,
      );
    }
  }
}
