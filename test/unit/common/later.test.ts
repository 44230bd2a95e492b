import assert from 'node:assert/strict';
import { createDeferred } from '../../../src/common/deferred';
import { Later, type CommandRegistry } from '../../../src/common/later';
import { ManualClock } from '../../support/manualClock';

/** Commands as VS Code keeps them: an id belongs to one at a time. */
class Commands implements CommandRegistry {
  readonly table = new Map<string, (...args: readonly unknown[]) => unknown>();

  registerCommand(id: string, run: (...args: readonly unknown[]) => unknown) {
    assert.ok(!this.table.has(id), `${id} is there already`);
    this.table.set(id, run);
    return { dispose: () => void this.table.delete(id) };
  }

  async executeCommand(id: string, ...args: readonly unknown[]): Promise<unknown> {
    return await this.table.get(id)?.(...args);
  }
}

class Part {
  static built = 0;
  disposed = 0;
  readonly own;

  constructor(commands: Commands) {
    Part.built++;
    this.own = commands.registerCommand('add', (a, b) => Number(a) + Number(b));
  }

  dispose(): void {
    this.disposed++;
    this.own.dispose();
  }
}

describe('Later', () => {
  let commands: Commands;
  beforeEach(() => {
    commands = new Commands();
    Part.built = 0;
  });
  const later = (load: () => Promise<void> = () => Promise.resolve()) =>
    new Later<Part>({
      load: async () => {
        await load();
        return () => new Part(commands);
      },
      commands: ['add'],
      registry: commands,
    });

  it('builds nothing before it is needed', () => {
    const part = later();
    assert.equal(part.now, undefined);
    assert.equal(Part.built, 0);
    assert.ok(commands.table.has('add'));
  });

  it('builds once, however many ask at the same time', async () => {
    const part = later();
    const [one, two] = await Promise.all([part.get(), part.get()]);
    assert.equal(one, two);
    assert.equal(part.now, one);
    assert.equal(Part.built, 1);
  });

  it('runs the command that had it built, with its arguments and its result', async () => {
    later();
    assert.equal(await commands.executeCommand('add', 2, 3), 5);
    assert.equal(await commands.executeCommand('add', 4, 3), 7);
    assert.equal(Part.built, 1);
  });

  it('runs both of two commands that come while the code is loaded', async () => {
    later();
    const both = Promise.all([commands.executeCommand('add', 1, 1), commands.executeCommand('add', 2, 2)]);
    assert.deepEqual(await both, [2, 4]);
  });

  it('tries again when the code could not be loaded', async () => {
    let fails = true;
    const part = later(() => (fails ? Promise.reject(new Error('no such file')) : Promise.resolve()));
    await assert.rejects(part.get(), /no such file/);
    fails = false;
    assert.equal(await commands.executeCommand('add', 1, 2), 3);
  });

  it('ends what was built, and leaves no command', async () => {
    const part = later();
    const built = await part.get();
    part.dispose();
    assert.equal(built.disposed, 1);
    assert.equal(commands.table.size, 0);
  });

  it('builds nothing when it ends while the code is loaded', async () => {
    const loading = createDeferred<void>();
    const part = later(() => loading.promise);
    const got = part.get();
    part.dispose();
    loading.resolve();
    await assert.rejects(got, /closing/);
    assert.equal(Part.built, 0);
    assert.equal(commands.table.size, 0);
  });

  describe('a moment from now', () => {
    const failures: string[] = [];
    const soon = (load?: () => Promise<void>) => {
      const clock = new ManualClock();
      const part = later(load);
      failures.length = 0;
      part.getSoon(clock, error => failures.push(String(error)));
      return { clock, part };
    };

    it('builds what nobody needed before', async () => {
      const { clock, part } = soon();
      await clock.advance(99);
      assert.equal(part.now, undefined);
      await clock.advance(1);
      await clock.advance(0);
      assert.ok(part.now);
      assert.deepEqual([Part.built, failures], [1, []]);
    });

    it('does nothing where somebody did', async () => {
      const { clock, part } = soon();
      await part.get();
      assert.equal(clock.pending, 0);
    });

    it('does nothing any more when it ends', () => {
      const { clock, part } = soon();
      part.dispose();
      assert.equal(clock.pending, 0);
    });

    it('says that the code could not be loaded', async () => {
      const { clock } = soon(() => Promise.reject(new Error('no such file')));
      await clock.advance(100);
      await clock.advance(0);
      assert.deepEqual(failures, ['Error: no such file']);
    });

    it('says nothing of it when it ends meanwhile', async () => {
      const loading = createDeferred<void>();
      const { clock, part } = soon(() => loading.promise);
      await clock.advance(100);
      part.dispose();
      loading.resolve();
      await clock.advance(0);
      assert.deepEqual([Part.built, failures], [0, []]);
    });
  });
});
