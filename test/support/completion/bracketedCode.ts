import fc from 'fast-check';

/** A line of code whose brackets and quotes are all closed. */
export interface BracketedLine {
  readonly languageId: string;
  readonly code: string;
  /** Where it may be cut, in UTF-16 code units: between its tokens, and between the words inside its strings. */
  readonly places: readonly number[];
  /** For each place what an editor that closes brackets and quotes by itself has behind the cursor there. */
  readonly closersAt: ReadonlyMap<number, string>;
}

/** A token; with what closes it when it opens something. */
interface Token {
  readonly text: string;
  readonly opens?: string;
  readonly closes?: boolean;
}

interface Forms {
  readonly languageId: string;
  /** A string with a hole. */
  readonly template?: readonly [open: string, holeOpen: string, holeClose: string, close: string];
  readonly end: string;
}

const languages: readonly Forms[] = [
  { languageId: 'typescript', template: ['`', '${', '}', '`'], end: ';' },
  { languageId: 'python', template: ['f"', '{', '}', '"'], end: '' },
  { languageId: 'ruby', template: ['"', '#{', '}', '"'], end: '' },
  { languageId: 'go', end: '' },
  { languageId: 'kotlin', template: ['"', '${', '}', '"'], end: '' },
  { languageId: 'csharp', template: ['$"', '{', '}', '"'], end: ';' },
];

type Code = readonly Token[];

const word = (text: string): Token => ({ text });
const wrapped = (open: string, inner: Code, close: string): Code => [
  { text: open, opens: close },
  ...inner,
  { text: close, closes: true },
];

/** Names that are all different, so that a part of a line is found at one place only. */
function named(code: Code): Code {
  let count = 0;
  return code.map(token =>
    token.text === 'name' ? { ...token, text: `name${(count++).toString(36)}` } : token,
  );
}

function expression({ template }: Forms): fc.Arbitrary<Code> {
  return fc.letrec<{ code: Code; list: Code }>(tie => ({
    code: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'code' },
      fc.constant<Code>([word('name')]),
      tie('list').map(list => [word('name'), ...wrapped('(', list, ')')]),
      fc
        .tuple(tie('code'), tie('code'))
        .map(([a, b]) => [...a, word('.'), word('name'), ...wrapped('(', b, ')')]),
      tie('code').map(index => [word('name'), ...wrapped('[', index, ']')]),
      tie('list').map(list => wrapped('[', list, ']')),
      fc
        .tuple(tie('code'), tie('code'))
        .map(([a, b]) => [...wrapped('(', a, ')'), word(' && '), ...wrapped('(', b, ')')]),
      fc.constantFrom<Code>(
        wrapped('"', [word('name'), word(' '), word('name')], '"'),
        wrapped('"', [word('name')], '"'),
      ),
      tie('code').map(inner => wrapped('{', [word(' '), word('name'), word(': '), ...inner, word(' ')], '}')),
      ...(template
        ? [
            fc.tuple(tie('code'), tie('code')).map(([a, b]) => {
              const [open, holeOpen, holeClose, close] = template;
              // A string inside a hole is not allowed in every language.
              const holes = [a, b].map(code =>
                wrapped(holeOpen, hasString(code) ? [word('name')] : code, holeClose),
              );
              return wrapped(open, [...(holes[0] ?? []), word(' and '), ...(holes[1] ?? [])], close);
            }),
          ]
        : []),
    ),
    list: fc
      .array(tie('code'), { maxLength: 3 })
      .map(items => items.flatMap((item, index) => (index === 0 ? item : [word(', '), ...item]))),
  })).code;
}

function hasString(code: Code): boolean {
  return code.some(({ opens = '' }) => opens === '"' || opens === '`');
}

/** Lines of several languages: calls in calls, lists, conditions, objects, strings and templates. */
export const bracketedLine: fc.Arbitrary<BracketedLine> = fc
  .constantFrom(...languages)
  .chain(forms =>
    expression(forms).map(code => line(forms, [word('name'), word(' = '), ...named(code), word(forms.end)])),
  );

function line({ languageId }: Forms, tokens: Code): BracketedLine {
  const closersAt = new Map<number, string>();
  const open: string[] = [];
  let code = '';
  for (const { text, opens, closes } of tokens) {
    closersAt.set(code.length, open.toReversed().join(''));
    code += text;
    if (closes) open.pop();
    if (opens !== undefined) open.push(opens);
  }
  closersAt.set(code.length, open.toReversed().join(''));
  return { languageId, code, places: [...closersAt.keys()], closersAt };
}
