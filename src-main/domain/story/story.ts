import type { Advance } from './fold.ts';

/** What payments and refunds have in common: each begins with one event, and only events change it. */
export interface Story<S, E extends { readonly type: string }> {
  readonly kind: 'payment' | 'refund';
  /** The events that begin one. Only they apply when there is none yet, and they do not apply later. */
  readonly beginnings: readonly E['type'][];
  readonly advance: Advance<S, E>;
}

/** The fields that every state has. */
export interface StoryState {
  readonly reference: string;
  readonly state: string;
  readonly startedAt: number;
  readonly changedAt: number;
  readonly gateway: object | null;
}

/**
 * The state that a journal stores after an event; undefined when the event does not apply to `before`. Throws if there
 * is nothing for it to apply to, or if it begins a story under another reference: both are programming errors.
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
