import type { Table } from '../support/report';
import type { Answered, Task } from './collect';

export interface Verdict { readonly model: string }
export function judged(model: string, _tasks: readonly Task[], _answers: ReadonlyMap<string, Answered>): Verdict[] { return [{ model }]; }
export function tables(_: readonly Verdict[]): Table[] { return []; }
