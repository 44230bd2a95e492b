const optimising =
  /\b(optimi[sz]\w*|improv\w*|fast(?:er)?|speed\w*|perform\w*|efficien\w*|simplif\w*|clean\w*|tidy|refactor\w*|better|moderni[sz]\w*|idiomatic|quick(?:er)?|loops?|iterative\w*|recursion|stack|memory|rewrite)\b/i;

/** Words that ask for more than a rewrite that keeps behaviour, whatever else the instruction says. */
const beyond =
  /\b(add|docu?ment\w*|comments?|docstrings?|jsdoc|tests?|translat\w*|convert|port|renam\w*|explain\w*|fix\w*|bugs?|implement\w*|generate|write|create|remov\w*|delete|replace|support|handl\w*|validat\w*|throw|errors?|exceptions?|async|await|promises?|log(?:s|ging)?|types?|annotat\w*|extract|split|class|librar(?:y|ies)|parameter|return)\b/i;

/** Whether an instruction is about optimising, which this engine can do; an empty one is. */
export function asksToOptimise(instruction: string): boolean {
  const text = instruction.trim();
  return text === '' || (optimising.test(text) && !beyond.test(text));
}
