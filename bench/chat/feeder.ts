import { markedWord } from './markedAnswer';

/**
 * Runs in the page before its own script. A worker, whose clock the page cannot hold up, sends text as the extension does: what
 * came in 16 ms in one message. Every frame, after its layout and before it is painted, the last word in the answer is read.
 */
export const feeder = `(() => {
  const source = ${JSON.stringify(`
    const now = () => performance.timeOrigin + performance.now();
    onmessage = ({ data: { text, answer, unitsPerSecond } }) => {
      const startedAt = now();
      let sent = 0;
      const timer = setInterval(() => {
        const due = Math.min(text.length, Math.floor(((now() - startedAt) / 1000) * unitsPerSecond));
        if (due > sent) {
          const message = { type: 'delta', answer, part: 0, at: sent, text: text.slice(sent, due) };
          sent = due;
          postMessage({ sentAt: now(), upTo: sent, message });
        }
        if (sent === text.length) clearInterval(timer);
      }, 16);
    };
  `)};
  // Made before the page has its policy, which allows no worker.
  const worker = new Worker(URL.createObjectURL(new Blob([source])));
  const bench = (window.bench = { sends: [], frames: [], long: [], away: 0, handled: 0 });
  let seen = -1;
  let total = 0;
  let waiting = [];
  worker.onmessage = ({ data: { sentAt, upTo, message } }) => {
    bench.sends.push([upTo, sentAt]);
    bench.handled = upTo;
    window.dispatchEvent(new MessageEvent('message', { data: message }));
    waiting = waiting.filter(({ at, resolve }) => upTo < at || resolve());
  };
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) bench.long.push(entry.duration);
  }).observe({ type: 'longtask' });

  const last = () => {
    const root = [...document.querySelectorAll('.answer .markdown')].at(-1);
    if (!root) return -1;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    let node = root;
    while (node.lastChild) node = node.lastChild;
    walker.currentNode = node;
    let text = node.nodeType === Node.TEXT_NODE ? node.data.slice(-200) : '';
    for (let steps = 0; steps < 60; steps++) {
      const numbers = [...text.matchAll(${String(markedWord)})].map(([, number]) => parseInt(number, 36));
      if (numbers.length > 0) return Math.max(...numbers);
      const before = walker.previousNode();
      if (!before) return -1;
      text = before.data.slice(-200) + text;
    }
    return -1;
  };
  bench.start = (text, answer, unitsPerSecond) => {
    const region = document.querySelector('.scroll');
    Object.assign(bench, { sends: [], frames: [], long: [], away: 0, handled: 0 });
    seen = -1;
    total = text.length;
    const pixel = document.createElement('div');
    Object.assign(pixel.style, { position: 'fixed', left: '0', top: '0', height: '1px', width: '1px', opacity: '0' });
    document.body.append(pixel);
    let wide = false;
    let going = true;
    new ResizeObserver(() => {
      const number = last();
      if (number <= seen) return;
      seen = number;
      bench.frames.push([number, performance.timeOrigin + performance.now()]);
      if (region.scrollHeight - region.clientHeight - region.scrollTop > 40) bench.away++;
    }).observe(pixel);
    const tick = () => {
      wide = !wide;
      pixel.style.width = wide ? '2px' : '1px';
      if (going) requestAnimationFrame(tick);
    };
    tick();
    bench.stop = () => { going = false; pixel.remove(); };
    if (text !== '') worker.postMessage({ text, answer, unitsPerSecond });
  };
  /** Resolves when so much of the text has come. */
  bench.reached = at => new Promise(resolve => {
    if (bench.handled >= at) resolve();
    else waiting.push({ at, resolve });
  });
})()`;
