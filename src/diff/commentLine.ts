/** A line that is nothing but a comment, in the languages there are. */
const comment =
  /^\s*(?:\/\/|\/\*|\*(?:[\s/]|$)|--(?:\s|\[)|#(?!\[|!|\s*(?:include|define|undef|if|ifdef|ifndef|elif|else|endif|pragma|import|error|line|region|endregion)\b)|<!--)/;

/** Whether a line is nothing but a comment, or a part of one, as far as that can be told without its language. */
export function isCommentLine(line: string): boolean {
  return comment.test(line);
}

/** What stands in a comment, without the signs that make it one and the white space around it. */
export function commentText(line: string): string {
  return line.replace(/^\s*(?:\/\/+|\/\*+|\*(?!\/)|--|#+|<!--)|(?:\*\/|-->)\s*$/g, '').trim();
}
