import { EngineError, type EngineRequest, type UpstreamFacts } from '../engine';
import { applyForm, applyStyleOf, type ApplyStyle } from './forms/apply/applyForm';
import { applyTask } from './forms/apply/applyTask';
import { chatForm } from './forms/chat/chatForm';
import { completionsForm, type FimStyle } from './forms/completions/completionsForm';
import { cursorTask, cursorWarmUp } from './forms/cursorTask';
import { draftFor } from './forms/draft';
import { infillForm } from './forms/infill/infillForm';
import type { FillTokens } from './forms/infill/tokenPrompts';
import {
  nextEditFamilies,
  nextEditFamilyOf,
  type NextEditFamilyName,
} from './forms/nextEdit/nextEditFamilies';
import { nextEditForm } from './forms/nextEdit/nextEditForm';
import { nextEditTask } from './forms/nextEdit/nextEditTask';
import { responsesForm } from './forms/responses/responsesForm';
import type { WireForm } from './forms/wireForm';
import type { ServerAddress } from '../../common/serverAddress';
import { familyOf } from '../../common/fimModels';
import { fimFamilyNames, type upstreamApis } from '../../common/upstreamNames';
import type { Known } from './lessons';
import type { ServerTraits } from './probe/servers';

/** `--upstream-api`: one form for everything, or what fits the server. */
export type ApiChoice = (typeof upstreamApis)[number];

/** `--upstream-fim`: how the model fills in the middle; `none`: it does not. */
export type FimChoice = FimStyle | 'none';

/** What decides in which form a request is asked. */
export interface ChoiceFacts {
  readonly address: ServerAddress;
  readonly traits: ServerTraits;
  readonly api: ApiChoice;
  /** Undefined: by the model's id. */
  readonly fim: FimChoice | undefined;
  /** How its model fills in the middle, where the server has said so. */
  readonly tokens?: FillTokens | undefined;
}

/** The lesson that a model, or its server, cannot fill in the middle. */
export const cannotFill = 'no fill-in-the-middle';

/**
 * Chooses the form of each request: one that ends in a cursor is filled in the middle where server and model can,
 * everything else is a turn.
 */
export class FormChoice {
  private readonly facts: ChoiceFacts;
  private readonly turns: WireForm | undefined;
  /** Where turns are asked in a form that takes no draft, and chat does. */
  private readonly drafting: WireForm | undefined;
  private readonly editing = new Map<NextEditFamilyName, WireForm>();
  private readonly applying = new Map<ApplyStyle, WireForm>();
  private readonly cursors = new Map<FimStyle | 'infill', WireForm>();

  constructor(facts: ChoiceFacts) {
    const { address, traits, api } = facts;
    this.facts = facts;
    const turns = api === 'auto' ? (address.turns ?? traits.turns) : api;
    if (turns === 'chat') this.turns = chatForm(address, traits);
    else if (turns === 'responses') this.turns = responsesForm(address);
    const isFree = api === 'auto' && address.turns === undefined;
    if (turns === 'responses' && isFree && traits.prediction) this.drafting = chatForm(address, traits);
  }

  /** For people: which forms a model is asked in. */
  describe(model: string, known: Known): Omit<UpstreamFacts, 'server'> {
    const { merges } = this.facts.traits;
    if (merges) return { api: merges === 'tags' ? 'chat' : 'apply', completions: 'none' };
    const turns = this.turns?.api ?? 'none';
    const style = this.style(model, known);
    const completions = style === undefined ? turns : style === 'infill' ? style : `completions (${style})`;
    return { api: turns, completions };
  }

  /** The form of a request. Throws `EngineError` when the upstream cannot do what it asks for. */
  formFor(request: EngineRequest, model: string, warm: boolean, known: Known): WireForm {
    const apply = applyStyleOf(this.facts.traits, model);
    if (apply !== undefined) {
      if (applyTask(request)) return this.applyForm(apply);
      if (this.facts.traits.merges) throw onlyMerges(this.facts.traits.title);
    }
    const edits = warm ? undefined : this.editForm(request, model);
    if (edits) return edits;
    if (this.drafting && !warm && draftFor(request, this.facts.traits, model, known) !== undefined)
      return this.drafting;
    const style = this.style(model, known);
    if (style === undefined) {
      if (this.turns) return this.turns;
      throw unknownFamily(model);
    }
    if (!this.turns) return this.cursorForm(style);
    const atCursor = warm ? cursorWarmUp(request) !== undefined : cursorTask(request) !== undefined;
    return atCursor ? this.cursorForm(style) : this.turns;
  }

  /** Whether there is another form to ask a completion in than the one that `form` is. */
  hasOther(form: WireForm): boolean {
    const { api } = this.facts;
    return api === 'auto' && this.turns !== undefined && this.turns !== form;
  }

  private style(model: string, known: Known): FimStyle | 'infill' | undefined {
    const { api, fim, traits } = this.facts;
    if (api === 'chat' || api === 'responses' || (this.turns && known.has(cannotFill))) return undefined;
    if (api === 'infill') return 'infill';
    if (fim === 'none') return undefined;
    if (fim !== undefined) return fim;
    if (api === 'auto' && traits.cursor === 'infill') return 'infill';
    if (traits.cursor === 'suffix')
      return api === 'completions' || fillsIn(traits, model) ? 'suffix' : undefined;
    if (api === 'auto' && traits.cursor === 'turn') return undefined;
    return familyOf(model);
  }

  /** The form of a question for the next edit, where the model has a format of its own for it. */
  private editForm(request: EngineRequest, model: string): WireForm | undefined {
    const { address, traits, api } = this.facts;
    const name = nextEditFamilyOf(model, traits.edits === true);
    if (name === undefined || (api !== 'auto' && api !== nextEditFamilies[name].road)) return undefined;
    if (!nextEditTask(request)) return undefined;
    const form = this.editing.get(name) ?? nextEditForm(address, traits, name);
    this.editing.set(name, form);
    return form;
  }

  private applyForm(style: ApplyStyle): WireForm {
    const form = this.applying.get(style) ?? applyForm(this.facts.address, this.facts.traits, style);
    this.applying.set(style, form);
    return form;
  }

  private cursorForm(style: FimStyle | 'infill'): WireForm {
    const { address, traits, api } = this.facts;
    const tokens = api === 'auto' ? this.facts.tokens : undefined;
    const form =
      this.cursors.get(style) ??
      (style === 'infill' ? infillForm(address, tokens) : completionsForm(address, traits, style));
    this.cursors.set(style, form);
    return form;
  }
}

function onlyMerges(title: string): EngineError {
  return new EngineError(
    400,
    'only_merges',
    `${title} only merges code into a file. Name it in codexSpark.chat.applyEndpoint, and another endpoint for the rest.`,
  );
}

function fillsIn({ fills }: ServerTraits, model: string): boolean {
  return fills ? fills.test(model) : familyOf(model) !== undefined;
}

function unknownFamily(model: string): EngineError {
  return new EngineError(
    400,
    'fim_unknown',
    `How the model "${model.slice(0, 80)}" fills in the middle is not known. Say it: fim, --upstream-fim (${fimFamilyNames.join(', ')} or suffix), or use the api auto (--upstream-api).`,
  );
}
