/** Longest message of an answer that brings no code, in UTF-16 code units. */
const mostUnits = 500;

/** How the engines name the command that connects a model. */
const connectCommand = 'Codex Spark: Connect a Model';

/** How they say it; a button says it better. */
const connectSentence = / To get one, run Codex Spark: Connect a Model, which sets codexSpark\.endpoint\./;

/** An answer that brings no code, as a message for people. */
export interface RefusedWords {
  readonly text: string;
  /** It says that a model is to be connected. */
  readonly namesConnect: boolean;
}

/** What an answer without code says, without the marks of Markdown, which a message would show as they are. */
export function refusedWords(words: string): RefusedWords {
  const text = words
    .replaceAll(/`([^`\n]+)`/g, '$1')
    .replaceAll(/(?<![\w*])(\*{1,2}|_{1,2})(?=\S)([^*_\n]+)(?<=\S)\1(?![\w*]|\.\w)/g, '$2');
  return {
    text: text.replace(connectSentence, '').slice(0, mostUnits),
    namesConnect: text.includes(connectCommand),
  };
}
