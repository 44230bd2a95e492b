import type { Lexis } from '../../common/code/lexis';

/** Whether a line ends a block: with a bracket, a closing tag or a word of its language. */
export function closesBlock(line: string): boolean {
  return /^\s*(?:[)\]}]|<\/|(?:end|fi|done|esac|endif|endfunction|endwhile|endfor)\b)/.test(line);
}

/** Whether a line goes on with a compound statement whose last block ended: `} else {`, `except:`. */
export function continuesBlock(line: string): boolean {
  return (
    /^\s*(?:[)\]}]+[\s;]*)?(?:else|elif|elsif|elseif|except|finally|catch|rescue|ensure)\b/.test(line) ||
    /^\s*(?:[)\]}]).*[{([]\s*$/.test(line)
  );
}

/** Whether a line is for the preprocessor, which has an indentation of its own. */
export function isDirective(line: string, lexis: Lexis): boolean {
  return !lexis.lineComments.includes('#') && /^\s*#\s*(?:if|el|end|def|undef|inc|pragma|region)/.test(line);
}

/** Whether a line goes on with the expression above it: a chained call, an operator. */
export function continuesExpression(line: string): boolean {
  return /^\s*(?:\.(?!\.)|\?\.|\?|:|&&|\|\||\||=>|[+*/%]|-\s|and\b|or\b)/.test(line);
}
