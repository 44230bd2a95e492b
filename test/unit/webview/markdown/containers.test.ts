import assert from 'node:assert/strict';
import { Containers } from '../../../../src/webview/chat/markdown/containers';
import { listMarker, type Marker } from '../../../../src/webview/chat/markdown/lineStarts';
import { blockLog } from '../../../support/chat/blockLog';

function marker(line: string): Marker {
  const found = listMarker(line, false);
  assert.ok(found);
  return found;
}

function open(): { readonly containers: Containers; readonly lines: string[]; readonly left: () => number } {
  const { sink, lines } = blockLog();
  let left = 0;
  return { containers: new Containers(sink, () => void left++), lines, left: () => left };
}

describe('open containers', () => {
  it('say what a line continues, and what it holds inside them', () => {
    const { containers } = open();
    containers.openQuote(0);
    containers.openItem(1, marker('- a'));
    containers.place(3);
    assert.equal(containers.depth, 3);
    assert.deepEqual(containers.match('>   b'), { depth: 3, rest: 'b' });
    assert.deepEqual(containers.match('> b'), { depth: 1, rest: 'b' }, 'a list goes on only with its item');
    assert.deepEqual(containers.match('b'), { depth: 0, rest: 'b' });
    assert.deepEqual(containers.match('>'), { depth: 3, rest: '' });
    assert.deepEqual([containers.innermost, containers.indent, containers.quoted], [3, 2, true]);
  });

  it('are ended from within, and what stands in them first', () => {
    const { containers, lines, left } = open();
    containers.openQuote(0);
    containers.openQuote(1);
    const before = left();
    containers.closeTo(0);
    assert.deepEqual(lines, ['open quote', 'open quote', 'close', 'close']);
    assert.ok(left() > before);
  });

  it('add an item to the list that is open, and begin another for another mark', () => {
    const { containers, lines } = open();
    containers.openItem(0, marker('- a'));
    containers.openItem(0, marker('- b'));
    containers.openItem(0, marker('* c'));
    assert.deepEqual(lines, [
      'open list',
      'open item',
      'close',
      'open item',
      'close',
      'close',
      'open list',
      'open item',
    ]);
  });

  it('are loose with a blank line between items', () => {
    const { containers, lines } = open();
    containers.openItem(0, marker('- a'));
    containers.place(2);
    containers.blankLine(2);
    containers.openItem(0, marker('- b'));
    assert.ok(lines.includes('loosen'));
  });

  it('end with a blank line: quotes, and items that hold nothing', () => {
    const { containers } = open();
    containers.openQuote(0);
    containers.blankLine(0);
    assert.equal(containers.depth, 0);
    containers.openItem(0, marker('-'));
    containers.blankLine(1);
    assert.equal(containers.depth, 1, 'the list stays, its empty item does not');
  });
});
