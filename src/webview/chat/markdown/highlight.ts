import hljs from 'highlight.js/lib/core';
import type { Emitter } from 'highlight.js';
import bash from 'highlight.js/lib/languages/bash';
import c from 'highlight.js/lib/languages/c';
import cpp from 'highlight.js/lib/languages/cpp';
import csharp from 'highlight.js/lib/languages/csharp';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import go from 'highlight.js/lib/languages/go';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import kotlin from 'highlight.js/lib/languages/kotlin';
import markdown from 'highlight.js/lib/languages/markdown';
import php from 'highlight.js/lib/languages/php';
import powershell from 'highlight.js/lib/languages/powershell';
import python from 'highlight.js/lib/languages/python';
import ruby from 'highlight.js/lib/languages/ruby';
import rust from 'highlight.js/lib/languages/rust';
import shell from 'highlight.js/lib/languages/shell';
import sql from 'highlight.js/lib/languages/sql';
import swift from 'highlight.js/lib/languages/swift';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';

const languages = {
  ...{
    bash,
    c,
    cpp,
    csharp,
    css,
    diff,
    dockerfile,
    go,
    ini,
    java,
    javascript,
    json,
    kotlin,
    markdown,
    php,
    powershell,
  },
  ...{ python, ruby, rust, shell, sql, swift, typescript, xml, yaml },
};
for (const [name, language] of Object.entries(languages)) hljs.registerLanguage(name, language);

/** Code in one colour. `scope` is undefined for plain text. */
export interface Span {
  readonly scope: string | undefined;
  readonly text: string;
}

/** Collects what highlight.js finds as a flat list: there is no HTML on the way. */
class Spans implements Emitter {
  readonly spans: Span[] = [];
  private readonly scopes: string[] = [];

  addText(text: string): void {
    if (text === '') return;
    const scope = this.scopes.findLast(name => name !== '');
    const last = this.spans.at(-1);
    if (last && last.scope === scope) this.spans[this.spans.length - 1] = { scope, text: last.text + text };
    else this.spans.push({ scope, text });
  }
  startScope(name: string): void {
    this.scopes.push(name.split('.')[0] ?? '');
  }
  endScope(): void {
    this.scopes.pop();
  }
  openNode(name: string): void {
    this.startScope(name);
  }
  closeNode(): void {
    this.endScope();
  }
  // A language inside another keeps the colours it was given.
  __addSublanguage(emitter: Emitter): void {
    if (emitter instanceof Spans) for (const { text } of emitter.spans) this.addText(text);
  }
  finalize(): void {}
  closeAllNodes(): void {
    this.scopes.length = 0;
  }
  toHTML(): string {
    return '';
  }
}
hljs.configure({ __emitter: Spans });

/** Whether code of this language can be highlighted. */
export const isKnownLanguage = (language: string): boolean => hljs.getLanguage(language) !== undefined;

/** The name of a language as people write it; the given one when it is not known. */
export const languageName = (language: string): string =>
  hljs.getLanguage(language)?.name?.split(',')[0] ?? language;

/**
 * Code in its colours. Takes about a millisecond for 1,000 characters, so callers hand over small pieces. Undefined when the
 * language is not known.
 */
export function highlight(code: string, language: string): readonly Span[] | undefined {
  if (!isKnownLanguage(language)) return undefined;
  const { _emitter } = hljs.highlight(code, { language, ignoreIllegals: true });
  return _emitter instanceof Spans ? _emitter.spans : undefined;
}
