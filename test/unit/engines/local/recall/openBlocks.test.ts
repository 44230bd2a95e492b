import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ContextIndex } from '../../../../../src/engines/local/recall/contextIndex';
import { Encoder } from '../../../../../src/engines/local/recall/encoder';
import { OpenBlocks } from '../../../../../src/engines/local/recall/openBlocks';
import { SymbolTable } from '../../../../../src/engines/local/recall/symbols';

/** What the blocks of a text say at its end. */
function blocksAt(text: string): { table: SymbolTable; blocks: OpenBlocks } {
  const table = new SymbolTable();
  const symbols = Int32Array.from(new Encoder(table).encode(text, { tabs: false, unit: 2 }).symbols);
  const index = new ContextIndex(table, 8);
  index.beginSegment(1);
  index.push(0);
  for (const symbol of symbols) index.push(symbol);
  const blocks = new OpenBlocks(table);
  blocks.look(index);
  return { table, blocks };
}

function standing(text: string, name: string): 'open' | 'closed' | 'nowhere' {
  const { table, blocks } = blocksAt(text);
  const id = table.id(name);
  return blocks.openAt(id) > 0 ? 'open' : blocks.isClosed(id) ? 'closed' : 'nowhere';
}

const text = `import { tool } from './tools';
function first(given) {
  const inner = given.member;
}
function second(other) {
  const outer = 1;
  if (other) {
    const deep = 2;
  }
  for (const each of outer) {
    `;

describe('open blocks', () => {
  const cases = {
    tool: 'open',
    other: 'open',
    outer: 'open',
    each: 'open',
    first: 'open',
    inner: 'closed',
    member: 'closed',
    deep: 'closed',
    zebra: 'nowhere',
  } as const;
  for (const [name, expected] of Object.entries(cases))
    it(`has \`${name}\` ${expected}`, () => assert.equal(standing(text, name), expected));

  it('has the name used last first, each once', () => {
    const { table, blocks } = blocksAt(text);
    assert.deepEqual(blocks.names.slice(0, 2), [table.id('outer'), table.id('each')]);
    assert.equal(new Set(blocks.names).size, blocks.names.length);
  });

  const code = fc
    .array(fc.constantFrom('one', 'two', 'three', ' ', '(', '\n', '\n  ', '\n    '), { maxLength: 40 })
    .map(parts => parts.join(''));

  it('know each name of a short text, as open where it is one of the open ones', () => {
    fc.assert(
      fc.property(code, code => {
        const { table, blocks } = blocksAt(code);
        for (const name of ['one', 'two', 'three']) {
          const id = table.id(name);
          const open = blocks.openAt(id) > 0;
          const stands = code.split(/[^a-z]+/).includes(name);
          assert.equal(open || blocks.isClosed(id), stands, name);
          assert.equal(open, blocks.names.includes(id), name);
        }
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});
