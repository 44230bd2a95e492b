import { fimFamilyNames, type FimFamilyName } from './upstreamNames';

/** By which names the models of a family are known. The order is that of `fimFamilyNames`: the first that fits counts. */
const patterns: Readonly<Record<FimFamilyName, RegExp>> = {
  codeqwen: /code-?qwen/i,
  qwen: /qwen.*coder/i,
  starcoder2: /star-?coder-?2/i,
  starcoder: /star-?coder|stable-?code/i,
  codestral: /codestral/i,
  deepseek: /deepseek.*coder/i,
  codegemma: /code-?gemma/i,
  granite4: /granite-?4|granite.*-4\./i,
  granite: /granite/i,
  codellama: /code-?llama/i,
};

/** The family a model belongs to by its id; undefined when it is none that is known to fill in the middle. */
export function familyOf(model: string): FimFamilyName | undefined {
  return fimFamilyNames.find(name => patterns[name].test(model));
}
