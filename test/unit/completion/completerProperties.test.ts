import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Candidate } from '../../../src/completion/answers/accepted';
import { typedSince, type CursorSnapshot } from '../../../src/completion/snapshot';
import { readForm } from '../../../src/protocol/promptForms';
import { at } from '../../support/completion/cursorText';
import { setUp } from '../../support/completion/completing';
import { settled, type FakeTurn } from '../../support/completion/fakeSession';

/** Characters that no filter changes: so few letters are no echo and no loop, and no bracket is closed twice. */
const character = fc.constantFrom('=', ';', ',', '+', '\n');
const chunk = fc.string({ unit: character, minLength: 1, maxLength: 6 });

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('type' as const), text: character }) },
  { weight: 4, arbitrary: fc.constant({ do: 'typeShown' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'delete' as const }) },
  { weight: 2, arbitrary: fc.constantFrom({ do: 'accept' as const }, { do: 'acceptLine' as const }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('say' as const), turn: fc.nat(3), text: chunk }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('end' as const), turn: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(10, 60, 250) }) },
  { weight: 2, arbitrary: fc.constant({ do: 'fail' as const }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** An editor that asks as VS Code does, checks what it is given, and shows it. */
class Editor {
  readonly all;
  private text = '';
  private shown: { readonly snapshot: CursorSnapshot; readonly text: string } | undefined;
  private call = new AbortController();

  constructor(concurrentLanes: boolean) {
    this.all = setUp();
    this.all.session.profile = { ...this.all.session.profile, concurrentLanes };
    this.all.completer.onDidGrow(({ prefix }) => {
      if (prefix === this.text) void this.provide();
    });
  }

  async do(what: Step): Promise<void> {
    const rest = this.rest();
    if (what.do === 'type') this.change(this.text + what.text);
    else if (what.do === 'typeShown') this.change(this.text + rest.slice(0, 1));
    else if (what.do === 'delete') this.change(this.text.slice(0, -1));
    else if (what.do === 'accept') this.change(this.text + rest);
    else if (what.do === 'acceptLine') this.change(this.text + (/^\n*[^\n]*/.exec(rest)?.[0] ?? ''));
    else if (what.do === 'say') this.running(what.turn)?.say(what.text);
    else if (what.do === 'end') this.running(what.turn)?.end();
    else if (what.do === 'fail') this.running(0)?.end('failed');
    else await this.all.clock.advance(what.ms);
    await settled();
    this.check();
  }

  /** Nothing runs and nothing waits once it is over. */
  async end(): Promise<void> {
    this.all.completer.dispose();
    await settled();
    this.call.abort();
    assert.equal(this.runs().length, 0);
    await this.all.clock.advance(60_000);
    assert.equal(this.runs().length, 0);
  }

  private change(text: string): void {
    if (text === this.text) return;
    this.call.abort();
    this.call = new AbortController();
    this.text = text;
    this.all.completer.typed(at(`${text}█`));
    void this.provide();
  }

  private async provide(): Promise<void> {
    const snapshot = at(`${this.text}█`);
    const { signal } = this.call;
    const candidate = await this.all.completer.complete(snapshot, signal);
    if (!signal.aborted) this.show(snapshot, candidate);
  }

  private show(snapshot: CursorSnapshot, candidate: Candidate | undefined): void {
    const before = this.rest(snapshot);
    const text = candidate?.text ?? '';
    assert.ok(text.startsWith(before), `${JSON.stringify(before)} gave way to ${JSON.stringify(text)}`);
    this.shown = { snapshot, text };
    if (text === '') return;
    // What is typed and what is shown are, together, what some answer says.
    const says = this.all.session.turns.some(turn =>
      `${askedAt(turn)}${turn.textSoFar}`.startsWith(this.text + text),
    );
    assert.ok(says, `nobody said ${JSON.stringify(text)} behind ${JSON.stringify(this.text)}`);
  }

  /** What of the text on screen is left behind what was typed since. */
  private rest(now = at(`${this.text}█`)): string {
    const typed = this.shown && typedSince(this.shown.snapshot, now);
    return this.shown && typed !== undefined && this.shown.text.startsWith(typed)
      ? this.shown.text.slice(typed.length)
      : '';
  }

  private check(): void {
    const lanes = this.runs().map(({ request }) => request.lane);
    const racing = lanes.filter(lane => lane.startsWith('inline'));
    assert.ok(racing.length <= 2 && lanes.length - racing.length <= 1, lanes.join());
    assert.equal(new Set(lanes).size, lanes.length, 'one lane for two');
    if (!this.all.session.profile.concurrentLanes && racing.length > 0) {
      assert.equal(lanes.length, racing.length, 'prefetching in the way');
    }
    for (const turn of this.runs()) {
      const asked = askedAt(turn);
      const said = asked + turn.textSoFar;
      // White space may yet turn out to stand before a fence.
      const agrees =
        turn.textSoFar.trim() === ''
          ? this.text.startsWith(asked)
          : said.startsWith(this.text) || this.text.startsWith(said);
      const ahead = asked.startsWith(this.text);
      assert.ok(agrees || ahead, `goes on behind ${JSON.stringify(asked)} at ${JSON.stringify(this.text)}`);
    }
  }

  private running(index: number): FakeTurn | undefined {
    const running = this.runs();
    return running[index % Math.max(1, running.length)];
  }

  private runs(): FakeTurn[] {
    return this.all.session.turns.filter(turn => turn.running);
  }
}

/** The text before the cursor that a turn was asked with. */
function askedAt({ request }: FakeTurn): string {
  const [part] = /"<cursor .*?<\/cursor>"/s.exec(JSON.stringify(request.input)) ?? [];
  const form = readForm(String(JSON.parse(part ?? '""')));
  if (form?.kind !== 'cursor') throw new Error('asked without a cursor');
  return form.prefix;
}

describe('Completer, whatever happens', () => {
  it('never takes back what it shows, runs no more than it may, and ends everything', async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(step, { maxLength: 40 }), async (concurrent, steps) => {
        const editor = new Editor(concurrent);
        for (const each of steps) await editor.do(each);
        await editor.end();
      }),
      { numRuns: 1000 },
    );
  });

  it('brings the earlier answer back when one deletes back to its place', async () => {
    await fc.assert(
      fc.asyncProperty(chunk, chunk, async (answer, detour) => {
        const { session, completer, complete } = setUp();
        const first = complete('x=█');
        session.turn.say(answer);
        session.turn.end();
        const before = await first;
        for (let length = 1; length <= detour.length; length++)
          completer.typed(at(`x=${detour.slice(0, length)}█`));
        for (let length = detour.length - 1; length >= 0; length--) {
          completer.typed(at(`x=${detour.slice(0, length)}█`));
        }
        const asked = session.turns.length;
        assert.deepEqual(await complete('x=█'), before);
        assert.equal(session.turns.length, asked);
      }),
      { numRuns: 300 },
    );
  });
});
