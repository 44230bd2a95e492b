/** Scripts that run inside the page under test, as text: this side knows no DOM. */

/**
 * Before anything else: stands in for what VS Code gives to a webview, and writes down what happens. `window.harness`:
 * `posted` (what the page asked the extension for), `ran` (calls of what hostile text tries to call), `violations` (of the
 * content security policy), `errors` (uncaught), `longest` (its longest task over 50 ms).
 */
export const beforePage = `(() => {
  if (window.harness) return;
  const key = 'harness.state';
  const harness = (window.harness = { posted: [], ran: [], violations: [], errors: [], longest: 0 });
  const api = {
    postMessage: message => void harness.posted.push(structuredClone(message)),
    getState: () => JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? undefined,
    setState: state => sessionStorage.setItem(key, JSON.stringify(state)),
  };
  window.acquireVsCodeApi = () => api;
  for (const name of ['canary', 'alert', 'confirm', 'prompt', 'print', 'open'])
    window[name] = (...values) => void harness.ran.push(name + '(' + values.join() + ')');
  addEventListener('securitypolicyviolation', event =>
    harness.violations.push(event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sample));
  addEventListener('error', event => harness.errors.push(String(event.message)));
  addEventListener('unhandledrejection', event => harness.errors.push(String(event.reason)));
  new PerformanceObserver(list => {
    for (const { duration } of list.getEntries()) harness.longest = Math.max(harness.longest, duration);
  }).observe({ type: 'longtask' });
  /** Gives way to whatever else waits for its turn. */
  const turn = new MessageChannel();
  harness.nextTask = () => new Promise(resolve => {
    turn.port1.onmessage = resolve;
    turn.port2.postMessage(0);
  });
  /** Resolves when nothing has changed in the page over several frames and pauses. */
  harness.settled = () => new Promise(resolve => {
    let quiet = 0;
    const changes = new MutationObserver(() => (quiet = 0));
    changes.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    const look = () => {
      if (quiet++ < 3) return requestAnimationFrame(() => requestIdleCallback(look, { timeout: 100 }));
      changes.disconnect();
      resolve();
    };
    look();
  });
})()`;

/**
 * Shows answers (the messages in order), waits until the page has settled, uses everything in it that can be used, and
 * tells what the page is made of then. A function of the messages, as text.
 */
export const showAndUse = `async messages => {
  const { harness } = window;
  for (const facts of ['posted', 'ran', 'violations', 'errors']) harness[facts].length = 0;
  harness.longest = 0;
  const startedAt = performance.now();
  for (const message of messages) {
    window.postMessage(message, '*');
    // As they come from another process: one task each.
    await harness.nextTask();
  }
  await harness.settled();
  const settledMs = performance.now() - startedAt;
  await harness.nextTask();
  const { longest } = harness;
  const root = document.getElementById('chat');
  const links = root.querySelectorAll('.parts :is(a, [role=link], .path, summary, input)');
  const others = root.querySelectorAll('.parts :is(button:not(.path), [tabindex]:not(a))');
  for (const node of [...[...links].slice(0, 500), ...[...others].slice(0, 50)]) {
    node.focus?.({ preventScroll: true });
    node.click?.();
    for (const type of ['auxclick', 'pointerover', 'contextmenu'])
      node.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, button: type === 'auxclick' ? 1 : 0 }));
    node.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  }
  await harness.nextTask();
  const made = new Set();
  const all = [...root.querySelectorAll('.parts, .parts *')];
  for (const node of all) {
    made.add(node.localName);
    for (const { name, value } of node.attributes)
      made.add(/^(?:style|id|href|src|srcset|action|data)$|:|^on/.test(name) ? node.localName + '[' + name + '=' + value.slice(0, 60) + ']' : '[' + name + ']');
  }
  const texts = all.flatMap(node => [...node.attributes].map(({ value }) => value)).join('\\n') + root.innerText;
  const titles = [...root.querySelectorAll('.parts a')].map(node => node.getAttribute('title') ?? '');
  return {
    ...structuredClone({ posted: harness.posted, ran: harness.ran, violations: harness.violations, errors: harness.errors }),
    settledMs,
    longest,
    made: [...made],
    hidden: [...new Set(texts.match(/[\\u202a-\\u202e\\u2066-\\u2069\\u{e0000}-\\u{e007f}]/gu))],
    titles: [...new Set(titles)].slice(0, 500),
    nodes: all.length,
  };
}`;

/** A hole: every text that the page adds becomes markup, as if it had been put in with \`innerHTML\` and never looked at. */
export const textBecomesMarkup = `(() => {
  const parsed = nodes => nodes.map(node => typeof node === 'string' && node.includes('<')
    ? document.createRange().createContextualFragment(node) : node);
  for (const { prototype } of [Element, DocumentFragment])
    for (const name of ['append', 'prepend', 'replaceChildren']) {
      const plain = prototype[name];
      prototype[name] = function (...nodes) { return plain.apply(this, parsed(nodes)); };
    }
})()`;

/**
 * Keeps the one policy that the page may make markup with (`harness.markup`), as text that got hold of it would; and, as
 * VS Code does in a webview, keeps clicks on links from leading the page away.
 */
export const keepMarkupPolicy = `(() => {
  const create = trustedTypes.createPolicy.bind(trustedTypes);
  trustedTypes.createPolicy = (name, rules) => (harness.markup = create(name, rules));
  addEventListener('click', event => {
    const link = event.target.closest?.('a');
    if (/^https?:/.test(link?.href?.baseVal ?? link?.href ?? '')) event.preventDefault();
  }, true);
})()`;

/**
 * Puts each text into the page as markup, in which scripts run too, uses everything in it that can be used and tells
 * what came of it. A function of the texts, as text.
 */
export const putAsMarkup = `async texts => {
  const { harness } = window;
  const places = texts.map(text => {
    const place = document.createElement('div');
    document.body.append(place);
    const range = document.createRange();
    range.selectNodeContents(place);
    place.append(range.createContextualFragment(harness.markup.createHTML(text)));
    return place;
  });
  await harness.settled();
  const made = places.flatMap(place => [...place.querySelectorAll('*')]);
  for (const node of made) {
    node.focus?.({ preventScroll: true });
    node.click?.();
    if (node.localName === 'form') node.requestSubmit?.();
    for (const type of ['click', 'auxclick', 'pointerover'])
      node.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }));
  }
  await harness.settled();
  return { ran: [...harness.ran], violations: [...harness.violations], made: made.length };
}`;

/**
 * The ways in which a string can become markup or code. A function that tells which of them the page let happen; in a
 * task of the page's own, because what a debugger evaluates may do more.
 */
export const stringsToCode = `() => new Promise(resolve => setTimeout(() => {
  const node = document.createElement('div');
  const ways = {
    innerHTML: text => (node.innerHTML = text),
    outerHTML: text => (node.appendChild(document.createElement('i')).outerHTML = text),
    insertAdjacentHTML: text => node.insertAdjacentHTML('beforeend', text),
    shadow: text => (document.createElement('div').attachShadow({ mode: 'open' }).innerHTML = text),
    fragment: text => document.createRange().createContextualFragment(text),
    write: text => document.write(text),
    parser: text => new DOMParser().parseFromString(text, 'text/html'),
    srcdoc: text => (document.createElement('iframe').srcdoc = text),
    scriptText: () => (document.createElement('script').text = 'canary(1)'),
    scriptSource: () => (document.createElement('script').src = 'https://evil.test/x.js'),
    handler: () => node.setAttribute('onclick', 'canary(1)'),
    eval: () => (0, eval)('canary(1)'),
    Function: () => new Function('canary(1)')(),
    timer: () => setTimeout('canary(1)'),
    worker: () => new Worker('https://evil.test/w.js'),
    policy: () => trustedTypes.createPolicy('own', { createHTML: text => text }),
    samePolicy: () => trustedTypes.createPolicy('lit-html', { createHTML: text => text }),
  };
  resolve(Object.entries(ways).flatMap(([name, way]) => {
    try {
      way('<img src=x onerror=canary(1)>');
      return [name];
    } catch {
      return [];
    }
  }));
}))`;

/**
 * What is to be said of what has the focus: its name, whether one sees that it has it, whether it is in view, and what lies over
 * it. An expression, as text.
 */
export const focusFacts = `(() => {
  const name = node => node.localName + '.' + node.className + ' ' + (node.getAttribute('aria-label') || node.innerText || '').slice(0, 40);
  const node = document.activeElement;
  const visited = (window.harness.visited ??= new Set());
  const isAgain = visited.has(node);
  visited.add(node);
  if (node === document.body) return { name: 'body', isBody: true, isAgain, ring: true, inView: true, covered: null };
  const inner = node.shadowRoot?.activeElement ?? node;
  const drawn = [node, inner, ...inner.shadowRoot?.querySelectorAll('*') ?? []].map(each => getComputedStyle(each));
  // The input has the ring of the box that it stands in.
  const box = node.closest('.input-box');
  const boxStyle = box && getComputedStyle(box);
  const focusColor = document.createElement('i');
  focusColor.style.color = 'var(--vscode-focusBorder)';
  document.body.append(focusColor);
  const color = getComputedStyle(focusColor).color;
  focusColor.remove();
  const ring = drawn.some(style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)
    || (node.localName === 'textarea' && boxStyle?.borderColor === color);
  const bounds = node.getBoundingClientRect();
  const left = Math.max(0, bounds.left), right = Math.min(innerWidth, bounds.right);
  const top = Math.max(0, bounds.top), bottom = Math.min(innerHeight, bounds.bottom);
  const inView = right - left > 4 && bottom - top > 4;
  const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const covered = !inView || !over || node.contains(over) || over.contains(node) ? null : name(over);
  return { name: name(node), isBody: false, isAgain, ring, inView, covered };
})()`;

/**
 * The controls on screen that have not had the focus and that no arrow leads to from one that had: names. An expression, as
 * text; it forgets what had the focus.
 */
export const unreachable = `(() => {
  const visited = window.harness.visited ?? new Set();
  window.harness.visited = undefined;
  const controls = [...document.querySelectorAll('button, a, input, textarea, summary, vscode-button, [role=option], [draggable=true]')];
  const byArrows = node => [...visited].some(other => {
    const bar = other.closest?.('[role=toolbar], ol');
    return bar !== null && bar !== undefined && bar === node.closest(bar.localName === 'ol' ? 'ol' : '[role=toolbar]');
  });
  return controls
    .filter(node => node.checkVisibility() && !node.disabled && !visited.has(node) && !byArrows(node))
    .map(node => node.localName + '.' + node.className + ' ' + (node.getAttribute('aria-label') || node.innerText || ''));
})()`;
