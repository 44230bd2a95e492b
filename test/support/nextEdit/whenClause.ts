/** What a window knows, by context key. A key that is not set is undefined. */
export type WindowContext = Readonly<Record<string, unknown>>;

/** Whether a `when` clause of the manifest holds: the operators that are used there, with VS Code's precedence. */
export function holds(clause: string, context: WindowContext): boolean {
  const tokens = clause.match(/&&|\|\||[!=]=|!|\(|\)|'[^']*'|[\w.]+/g) ?? [];
  let at = 0;
  const value = (): boolean => {
    const token = tokens[at++];
    if (token === '!') return !value();
    if (token === '(') {
      const inner = either();
      if (tokens[at++] !== ')') throw new Error(`a bracket is not closed: ${clause}`);
      return inner;
    }
    if (token === undefined || !/^[\w.]+$/.test(token))
      throw new Error(`no key where one should be: ${clause}`);
    const operator = tokens[at];
    if (operator !== '==' && operator !== '!=') return Boolean(context[token]);
    const wanted = (tokens[at + 1] ?? '').replaceAll("'", '');
    at += 2;
    return (context[token] === wanted) === (operator === '==');
  };
  const both = (): boolean => {
    let all = value();
    while (tokens[at] === '&&') {
      at++;
      const next = value();
      all &&= next;
    }
    return all;
  };
  const either = (): boolean => {
    let any = both();
    while (tokens[at] === '||') {
      at++;
      const next = both();
      any ||= next;
    }
    return any;
  };
  const result = either();
  if (at < tokens.length) throw new Error(`what is behind it is not understood: ${clause}`);
  return result;
}
