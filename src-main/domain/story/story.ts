import type { Advance } from './fold.ts';

/** What payments and refunds have in common: each begins with one event and moves by events alone. */
export interface Story<S, E extends { readonly type: string }> {
  readonly kind: 'payment' | 'refund';
  /** The events that begin one: only these apply where there is none yet, and only there. */
  readonly beginnings: readonly E['type'][];
  readonly advance: Advance<S, E>;
}

/** The fields that every state has. */
export interface StoryState {
  readonly reference: string;
  readonly state: string;
  readonly startedAt: number;
}

/**
 * The state that a journal writes for an event; undefined when the event does not apply to `before`. Throws when there
 * is nothing for it to apply to, and when it begins a story of another reference: those are errors of the program.
 */
export const stateAfter = <S extends StoryState, E extends { readonly type: string }>(
  { kind, advance }: Story<S, E>,
  reference: string,
  before: S | undefined,
  event: E,
  at: number,
): S | undefined => {
  const after = advance(before, event, at);
  const isOfAnother = after !== undefined && after.reference !== reference;
  if ((!before && !after) || isOfAnother)
    throw new Error(`'${event.type}' does not apply to ${kind} ${reference} (${before?.state ?? 'none'})`);
  return after;
};
