import type { Disk } from '../../../src/chat/store/disk';

interface SimulatedFile {
  readonly serial: number;
  text: string;
  /** Whether the text survives a loss of power. */
  safe: boolean;
}
type Names = ReadonlyMap<string, SimulatedFile>;

/** The end of a process in the middle of what it does. Everything it tries from then on fails with this. */
export class Crash extends Error {}

/** What happens before one step of one process on the disk: it may throw, or let others do something. */
export type BeforeStep = (step: string) => void;

/** A folder that several processes use, of which each step can be the last one, or fail. */
export class SimulatedDisk {
  private names = new Map<string, SimulatedFile>();
  /** The names as they were after each change that may not have reached the disk yet; the first one has. */
  private unsettled: Names[] = [new Map()];
  private serial = 0;

  /** What is in the folder now. */
  get texts(): ReadonlyMap<string, string> {
    return new Map([...this.names].map(([name, { text }]) => [name, text]));
  }

  put(name: string, text: string): void {
    this.names.set(name, { serial: ++this.serial, text, safe: true });
    this.changed();
  }

  /**
   * The power fails: of the last changes of names only the first `kept` are there, and files that were not made safe end
   * somewhere. `torn`: which part of such a text is there, from 0 to 1.
   */
  losePower(kept: number, torn: number): void {
    this.names = new Map(this.unsettled[Math.min(kept, this.unsettled.length - 1)]);
    for (const file of this.names.values())
      if (!file.safe) file.text = file.text.slice(0, Math.floor(file.text.length * torn));
    this.settled();
  }

  /** The disk as one process sees it. */
  as(before: BeforeStep): Disk {
    const fail = (code: string): never => {
      throw Object.assign(new Error(code), { code });
    };
    const at = (name: string): SimulatedFile => this.names.get(name) ?? fail('ENOENT');
    const create = (name: string): SimulatedFile => {
      if (this.names.has(name)) fail('EEXIST');
      const file: SimulatedFile = { serial: ++this.serial, text: '', safe: false };
      this.names.set(name, file);
      this.changed();
      return file;
    };
    const step = async (what: string): Promise<void> => {
      await Promise.resolve();
      before(what);
    };
    return {
      list: async () => {
        await step('list');
        return [...this.names.keys()];
      },
      read: async name => {
        await step('read');
        return this.names.get(name)?.text;
      },
      readNow: name => {
        before('read');
        return this.names.get(name)?.text;
      },
      write: async (name, text) => {
        await step('create');
        const file = create(name);
        await step('write half');
        file.text = text.slice(0, text.length / 2);
        await step('write');
        file.text = text;
        await step('sync');
        file.safe = true;
      },
      writeNow: (name, text) => {
        before('create');
        const file = create(name);
        before('write half');
        file.text = text.slice(0, text.length / 2);
        before('write');
        file.text = text;
      },
      stamp: name => {
        before('stamp');
        const file = this.names.get(name);
        return file && `${file.serial}-${file.text.length}`;
      },
      place: (name, as) => {
        before('place');
        if (this.names.has(as)) return false;
        this.names.set(as, at(name));
        this.changed();
        return true;
      },
      move: (from, to) => {
        before('move');
        this.names.set(to, at(from));
        this.names.delete(from);
        this.changed();
      },
      remove: name => {
        before('remove');
        if (this.names.delete(name)) this.changed();
      },
      settle: async () => {
        await step('settle');
        this.settled();
      },
      settleNow: names => {
        for (const name of names) {
          before('sync');
          const file = this.names.get(name);
          if (file) file.safe = true;
        }
        before('settle');
        this.settled();
      },
    };
  }

  private changed(): void {
    this.unsettled.push(new Map(this.names));
  }

  private settled(): void {
    this.unsettled = [new Map(this.names)];
  }
}
