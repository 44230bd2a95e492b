import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { round } from './stats';

/** One printed table. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** What a reader has to know to read it rightly. */
  readonly notes: readonly string[];
}

/**
 * Prints the tables and, if wanted, writes them as JSON beside the earlier results, with the load averages (of 1, 5
 * and 15 minutes) of the machine at the end of the run: figures of a busy machine are not those of an idle one.
 */
export async function report(name: string, tables: readonly Table[], write: boolean): Promise<void> {
  for (const table of tables) console.log(`\n${format(table)}`);
  if (!write) return;
  const date = new Date().toISOString().slice(0, 10);
  const file = path.join('bench', 'results', `${name}-${date}.json`);
  const machine = `${os.cpus().length} cores, ${os.platform()} ${os.arch()}, Node ${process.versions.node}`;
  const load = os.loadavg().map(round);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify({ bench: name, date, machine, load, tables }, null, 2)}\n`);
  console.log(`\nwritten to ${file}`);
}

function format({ title, columns, rows, notes }: Table): string {
  const cells = [columns, ...rows.map(row => row.map(String))];
  const widths = columns.map((_, column) => Math.max(...cells.map(row => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  const [head = [], ...body] = cells;
  return [
    title,
    line(head),
    widths.map(width => '-'.repeat(width)).join('  '),
    ...body.map(line),
    ...notes.map(note => `  ${note}`),
  ].join('\n');
}
