import { readFile } from 'node:fs/promises';
import { UsageError } from '../../engines/usageError';
import { whyUnreadable } from '../whyUnreadable';

/** Where a file of upstreams is, and what stands in it now. */
export interface ConfigSource {
  readonly file: string;
  /** Rejects with `UsageError`. */
  read(): Promise<string>;
}

/** The file itself. */
export function fileSource(file: string): ConfigSource {
  return {
    file,
    async read() {
      try {
        return await readFile(file, 'utf8');
      } catch (error) {
        throw new UsageError(`Cannot read the file of upstreams "${file}": ${whyUnreadable(error)}.`);
      }
    },
  };
}

/**
 * What the first process has read of it and found to be right. Workers go by that and not by the file: one that is started
 * anew serves what the others do, also while a bad file stands there.
 */
export class GivenSource implements ConfigSource {
  constructor(
    readonly file: string,
    private text: string,
  ) {}

  /** There is another text from now on. */
  give(text: string): void {
    this.text = text;
  }

  read(): Promise<string> {
    return Promise.resolve(this.text);
  }
}
