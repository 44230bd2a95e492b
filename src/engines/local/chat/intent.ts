/** What a question asks for, of the things that can be answered without a model. */
export type Intent =
  | { readonly kind: 'outline' | 'findings' | 'statistics' | 'structure' | 'commands' | 'rewrite' | 'other' }
  /** Where a name is used; undefined when the question does not say which. */
  | { readonly kind: 'usages'; readonly name: string | undefined };

const quoted = /[`"'\u201c\u2018]([A-Za-z_$][\w$]*(?:\(\))?)[`"'\u201d\u2019]/;

/**
 * How much of the beginning and of the end of a question is read, in UTF-16 code units: the patterns take the square of
 * it and more.
 */
const mostRead = 500;

/** Reads a plain English question. What fits none of the patterns is `other`: better no answer than a wrong one. */
export function intentOf(question: string): Intent {
  const asked =
    question.length > 2 * mostRead
      ? `${question.slice(0, mostRead)}\n${question.slice(-mostRead)}`
      : question;
  const text = asked.replace(/\s+/g, ' ').trim();
  const usage = usageOf(text);
  if (usage) return usage;
  const found = patterns.find(([pattern]) => pattern.test(text));
  return { kind: found?.[1] ?? 'other' };
}

const patterns: readonly (readonly [
  RegExp,
  'outline' | 'findings' | 'statistics' | 'structure' | 'commands' | 'rewrite',
])[] = [
  [
    /^(help|\?|commands?)[?!.]*$|\b(which|what) (command|shortcut|key ?binding)|\bwhat can you do\b|\bhow (do|can|does) (i|you|one|we) (use|optimi[sz]e|complete|edit|rewrite|start|connect|set up|attach|stop|accept|reject)\b|\bhow does this (extension|work)\b/i,
    'commands',
  ],
  [
    /^(please |can you |could you |would you )*(optimi[sz]e|refactor|simplify|clean up|speed up|improve|rewrite|make\b.*\bfaster)\b/i,
    'rewrite',
  ],
  [
    /\b(statistics|stats|metrics|how (long|big|large) (is|are)|how many (lines?|functions?|methods?|classes|characters|words)|lines? of code|loc\b|line count|count (the )?(lines|functions|classes))/i,
    'statistics',
  ],
  [
    /\b(outline|structure|overview|table of contents|symbols?)\b|\b(list|show|give|what|which|name)\b.*\b(functions?|methods?|class(es)?|definitions?|declarations?|exports?)\b.*\b(are|is|in|of|defined|there|here|file|code|this|all|every|me)\b|\b(list|show|give)\b.*\b(functions?|methods?|class(es)?|definitions?)\b|^(functions?|methods?|class(es)?)[?.!]*$/i,
    'outline',
  ],
  [
    /\b(todos?|fixmes?|findings?|problems?|issues?|smells?|review|lint|audit)\b|\b(what|anything|something|could|can|should|where|how)\b.*\b(improved?|improvements?|optimi[sz]ed?|simplif(y|ied)|cleaned|better|faster|wrong|duplicat\w*|too long)\b|\b(find|show|list|look for|check( for)?)\b.*\b(improvements?|duplicat\w*|long functions?|bad code)\b/i,
    'findings',
  ],
  [
    /^(please |can you |could you |would you )*(explain|describe|summari[sz]e)\b|^what (does|do) .*\bdo\b|\bcomplexity\b/i,
    'structure',
  ],
];

const useWords =
  /\b(?:where|who|what|which|find|show|list|search|all|any|every|count|how (?:many|often))\b.*\b(?:us(?:es?|ed|ages?)|call(?:s|ed|ers?)?|referenc(?:es?|ed)|occurrences?|mention(?:s|ed)?|occurs?)\b|\b(?:usages?|references?|callers?|occurrences?) (?:of|to|for)\b/i;

function usageOf(text: string): Intent | undefined {
  if (!useWords.test(text)) return undefined;
  const name = quoted.exec(text)?.[1]?.replace('()', '') ?? bareName(text);
  // "Where is this used" has no name; "what does this use" asks for something else.
  return name !== undefined || /\bwhere\b.*\bused\b|\busages?\b/i.test(text)
    ? { kind: 'usages', name }
    : undefined;
}

/** A name without quotes: behind "of", before "is used", or written as only code is. */
function bareName(text: string): string | undefined {
  const places = [
    /\b(?:usages?|references?|callers?|occurrences?|uses|calls|mentions) (?:of|to|for) (?:the )?(?:function |method |class |variable |constant |type |name |symbol )?([A-Za-z_$][\w$]*)/i,
    /\b(?:where|how often) (?:is|are|do (?:i|we) use|does) (?:the )?(?:function |method |class |variable |constant |type |name |symbol )?([A-Za-z_$][\w$]*)(?:\(\))?(?: (?:is |gets )?(?:being )?(?:used|called|referenced|mentioned|occur)|[?.]|$)/i,
    /\bwho (?:calls|uses|references) (?:the )?(?:function |method |class )?([A-Za-z_$][\w$]*)/i,
    /\b(?:find|show|list) (?:me )?(?:all |every )?([A-Za-z_$][\w$]*) (?:usages?|references?|callers?|calls|uses)/i,
    /\b([a-z]+[A-Z]\w*|[A-Za-z]+_\w+|[A-Za-z_$][\w$]*(?=\(\)))/,
  ];
  for (const place of places) {
    const name = place.exec(text)?.[1];
    if (name !== undefined && !noNames.has(name.toLowerCase())) return name;
  }
  return undefined;
}

const noNames = new Set(
  'this that it these those the a an all any every my our file code function method class variable selection here there everything them names'.split(
    ' ',
  ),
);
