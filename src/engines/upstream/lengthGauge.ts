import { tokensOfLength } from '../../common/tokenEstimate';
import type { EngineEvent, EngineRequest } from '../engine';
import { endEvent } from './forms/usage';

/** Most code units a token of an answer may have on average where the upstream counts: lines of blanks are one token. */
const mostUnitsOfToken = 64;

/**
 * Cuts an answer that is longer than its client allows. Tokens are the upstream's to count, so where it was given the
 * limit it is trusted up to a length that no answer of so many tokens has. Where it takes no limit, or only a larger
 * one, tokens are estimated by length. How many pieces an answer comes in says nothing.
 */
export class LengthGauge {
  private readonly request: EngineRequest;
  private readonly mostUnits: number;
  private units = 0;

  /** @param given the limit the upstream was given, in tokens; undefined for none */
  constructor(request: EngineRequest, given: number | undefined) {
    this.request = request;
    const { maxOutputTokens: wanted = Infinity } = request;
    this.mostUnits =
      given !== undefined && given <= wanted ? wanted * mostUnitsOfToken : wanted / tokensOfLength(1);
  }

  /** Counts more text. Returns whether the answer is too long now. */
  exceeded(text: string): boolean {
    this.units += text.length;
    return this.units > this.mostUnits;
  }

  /** The end of an answer that is cut. */
  end(): EngineEvent {
    return endEvent('max_output_tokens', undefined, this.request, this.units);
  }
}
