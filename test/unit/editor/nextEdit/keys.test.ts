import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { keysOf, after, keyDoes, nothing, type Showing } from '../../../../src/editor/nextEdit/showing';
import { random } from '../../../../bench/support/random';
import { calm, escapeOwners, tabIsFree, tabOwners } from '../../../support/nextEdit/keyOwners';
import { marked } from '../../../support/nextEdit/markedEdit';
import { holds, type WindowContext } from '../../../support/nextEdit/whenClause';

const binding = v.object({
  command: v.string(),
  key: v.string(),
  when: v.string(),
  args: v.optional(v.string()),
});
const manifest = v.object({ contributes: v.object({ keybindings: v.array(v.unknown()) }) });

const bindings = v
  .parse(manifest, JSON.parse(readFileSync('package.json', 'utf8')))
  .contributes.keybindings.flatMap(raw => {
    const read = v.safeParse(binding, raw);
    return read.success && read.output.command.startsWith('codexSpark.nextEdit.') ? [read.output] : [];
  });

/** The commands of next edits that a key would run. */
const run = (key: string, context: WindowContext): readonly string[] =>
  bindings.flatMap(each =>
    each.key === key && holds(each.when, context) ? [each.command.split('.')[2] ?? ''] : [],
  );

const far = { 'codexSpark.nextEdit.far': true, 'codexSpark.nextEdit.offered': true };
const here = { 'codexSpark.nextEdit.here': true, 'codexSpark.nextEdit.offered': true };
const ghost = { 'codexSpark.nextEdit.ghost': true, inlineSuggestionVisible: true };

describe('the keys of next edits', () => {
  it('Tab goes there, Tab makes it, Escape drops it', () => {
    assert.deepEqual(run('tab', { ...calm, ...far }), ['goTo']);
    assert.deepEqual(run('tab', { ...calm, ...here }), ['accept']);
    assert.deepEqual(run('escape', { ...calm, ...far }), ['dismiss']);
  });

  it('without one they are not bound', () => {
    assert.deepEqual([...run('tab', calm), ...run('escape', calm)], []);
  });

  it("VS Code's own Tab is done where the key was not for one after all", () => {
    for (const each of bindings.filter(({ key }) => key === 'tab')) assert.equal(each.args, 'tab');
  });

  for (const [owner, context] of Object.entries(tabOwners)) {
    it(`Tab is not theirs: ${owner}`, () => {
      assert.deepEqual(run('tab', { ...calm, ...far, ...context }), []);
      assert.deepEqual(run('tab', { ...calm, ...here, ...context }), []);
    });
  }
  for (const [where, context] of Object.entries(tabIsFree)) {
    it(`Tab is theirs: ${where}`, () =>
      assert.deepEqual(run('tab', { ...calm, ...far, ...context }), ['goTo']));
  }
  for (const [owner, context] of Object.entries(escapeOwners)) {
    it(`Escape is not theirs: ${owner}`, () =>
      assert.deepEqual(run('escape', { ...calm, ...far, ...context }), []));
  }

  it("Escape drops it where VS Code shows it as ghost text too, and VS Code's own Escape is done", () => {
    assert.deepEqual(run('escape', { ...calm, ...ghost }), ['dismiss']);
    assert.deepEqual(run('tab', { ...calm, ...ghost }), []);
    assert.deepEqual(run('escape', { ...calm, ...ghost, inlineSuggestionVisible: false }), []);
    for (const { key, when, args } of bindings) {
      if (key === 'escape') assert.equal(args, when.includes('nextEdit.ghost') ? 'hide' : undefined);
    }
  });
  for (const [owner, context] of Object.entries(escapeOwners)) {
    if ('inlineSuggestionVisible' in context) continue;
    it(`nor then is Escape theirs: ${owner}`, () =>
      assert.deepEqual(run('escape', { ...calm, ...ghost, ...context }), []));
  }

  it('every clause is among these owners', () => {
    const known = (owners: Readonly<Record<string, WindowContext>>): string[] =>
      Object.values(owners).flatMap(context => Object.keys(context));
    for (const { key, when } of bindings) {
      const names = when.match(/[\w.]+(?=[^']*(?:'[^']*'[^']*)*$)/g) ?? [];
      const owners = known(key === 'tab' ? tabOwners : escapeOwners);
      for (const name of names) {
        assert.ok(name.startsWith('codexSpark.nextEdit.') || owners.includes(name), `${key}: ${name}`);
      }
    }
  });
});

/**
 * A window and the extension host, each of which hears of the other's deeds later: what is on screen, what is typed and which
 * keys are bound are never known to both at once.
 */
class World {
  /** What the window has on its way to the extension, and the other way; told in order. */
  private readonly toHost: (() => void)[] = [];
  private readonly toWindow: (() => void)[] = [];
  private host: Showing = nothing;
  private context: Record<string, unknown> = { ...calm };
  /** The edit that the window shows, with its hint. */
  private hinted: { readonly edit: object; readonly version: number } | undefined;
  private version = 0;
  private knownVersion = 0;
  private edits = 0;
  readonly counts = { pressed: 0, taken: 0, owned: 0, late: 0 };
  readonly stolen: string[] = [];

  constructor(private readonly next: () => number) {}

  step(): void {
    const dice = this.next();
    if (dice < 0.2) this.deliver(this.toHost);
    else if (dice < 0.4) this.deliver(this.toWindow);
    else if (dice < 0.47) this.type();
    else if (dice < 0.6) this.predict();
    else if (dice < 0.72) this.rest();
    else if (dice < 0.76) this.move();
    else if (dice < 0.84) this.own();
    else this.pressTab();
  }

  /** Everything under way arrives. */
  settle(): void {
    while (this.toHost.length + this.toWindow.length > 0) {
      this.deliver(this.toHost);
      this.deliver(this.toWindow);
    }
  }

  private deliver(queue: (() => void)[]): void {
    queue.shift()?.();
  }

  private pick<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.next() * list.length)];
  }

  /** The host tells the window what is on screen. */
  private tell(now: Showing): void {
    if (now === this.host) return;
    this.host = now;
    const keys = keysOf(now);
    const version = this.knownVersion;
    const hinted =
      now.kind !== 'nothing' && (keys.far || keys.here) ? { edit: now.edit, version } : undefined;
    this.toWindow.push(() => {
      for (const [name, value] of Object.entries(keys)) this.context[`codexSpark.nextEdit.${name}`] = value;
      this.hinted = hinted;
    });
  }

  private type(): void {
    const version = ++this.version;
    const fate = this.pick(['gone', 'made', 'stays'] as const);
    this.toHost.push(() => {
      this.knownVersion = version;
      const edit = this.host.kind === 'nothing' ? undefined : this.host.edit;
      const rebased =
        fate === 'gone' || fate === 'made' || !edit ? (fate === 'made' ? 'made' : 'gone') : edit;
      this.tell(after(this.host, { kind: 'changed', rebased, place: 'far' }));
    });
  }

  private predict(): void {
    // An answer for another text than the host knows has been cancelled.
    const { edit } = marked(`⟦a→edit${this.edits++}⟧`);
    const place = this.next() < 0.5 ? 'near' : 'far';
    this.tell(after(this.host, { kind: 'predicted', edit: this.next() < 0.8 ? edit : undefined, place }));
  }

  /** No key has come for longer than anything is under way. */
  private rest(): void {
    this.settle();
    this.tell(after(this.host, { kind: 'rested' }));
  }

  private move(): void {
    const place = this.next() < 0.5 ? 'near' : 'far';
    this.toHost.push(() => this.tell(after(this.host, { kind: 'moved', place })));
  }

  /** Something comes to own the key in the window, or lets go of it. */
  private own(): void {
    const told = Object.entries(this.context).filter(([key]) => key.startsWith('codexSpark.'));
    const owner = this.next() < 0.5 ? {} : this.pick(Object.values(tabOwners));
    this.context = { ...calm, ...owner, ...Object.fromEntries(told) };
  }

  private pressTab(): void {
    this.counts.pressed++;
    const before = { ...this.context };
    const isOwned = Object.values(tabOwners).some(context =>
      Object.entries(context).every(([key, value]) => before[key] === value),
    );
    const { hinted, version } = this;
    const [command] = run('tab', before);
    if (isOwned) this.counts.owned++;
    if (command === undefined) return;
    this.toHost.push(() => {
      const does = keyDoes(this.host, true);
      if (does === 'none' || this.host.kind === 'nothing') return void this.counts.late++;
      this.counts.taken++;
      if (isOwned) this.stolen.push('it was another one’s');
      if (!hinted) this.stolen.push('nothing said that it was for an edit');
      if (hinted && hinted.version !== version) this.stolen.push('a key was pressed since');
      this.tell(after(this.host, does === 'goTo' ? { kind: 'went' } : { kind: 'ended' }));
    });
  }
}

describe('Tab in 5,000 random states', () => {
  it('is stolen in none of them', () => {
    const world = new World(random('tab of next edits'));
    while (world.counts.pressed < 5_000) world.step();
    world.settle();
    assert.deepEqual(world.stolen, []);
    // Otherwise nothing was tested.
    assert.ok(world.counts.taken > 100, JSON.stringify(world.counts));
    assert.ok(world.counts.owned > 1_000, JSON.stringify(world.counts));
    assert.ok(world.counts.late > 50, JSON.stringify(world.counts));
  });
});
