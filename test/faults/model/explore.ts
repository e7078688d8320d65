import { waitFrom } from '#domain/cadence/ladder.ts';
import { PACE, waitAt } from '#domain/pace.ts';
import { expiresAt } from '#domain/payment/payment.ts';
import type { Move, World } from './world.ts';
import { beginnings, movesFrom } from './world.ts';

export interface Visit {
  readonly from: World;
  readonly move: Move;
  /** The moves that led to `from`, for debugging. */
  readonly story: readonly string[];
}

const MAX_WAIT = Math.max(...PACE.retries, PACE.lookUps.overAtLeast) * (1 + PACE.jitter);

/** Ages beyond every wait are equivalent. */
const since = (at: number | null, now: number): string =>
  at === null ? '-' : String(Math.min(now - at, MAX_WAIT));

/** The wait for the next poll and the side of each deadline: all that a payment's age decides. */
const ageOf = ({ payment, contact, now }: World): string => {
  const expiry = expiresAt(payment);
  return [
    waitFrom(PACE.polls, (contact.lastAt ?? payment.changedAt) - payment.startedAt),
    now >= expiry,
    now >= expiry + PACE.expiryGrace,
    waitAt(PACE.watch, now - Math.max(expiry, payment.changedAt)),
  ].join();
};

/** Two worlds with the same key have the same future. */
const nameOf = (world: World): string => {
  const { payment, contact, now, witness } = world;
  const { state, cancelling, gateway } = payment;
  const doubt = state === 'unknown' ? [payment.doubt, payment.misses, since(payment.firstMissAt, now)] : [];
  return [
    state,
    cancelling,
    gateway && [gateway.statusId, gateway.amount, gateway.currency],
    ...doubt,
    state === 'paid' && [payment.late, payment.lateAccepted],
    state === 'failed' && payment.failure,
    payment.byHand && [payment.byHand.outcome, payment.byHand.verdict],
    ageOf(world),
    since(payment.changedAt, now),
    since(contact.lastAt ?? contact.since, now),
    contact.lastAt === null,
    Math.min(contact.failures, PACE.retries.length),
    witness.cancelWanted,
    witness.misses,
    witness.misses > 0 && since(witness.firstMissAt, now),
  ].join('|');
};

/**
 * Every state that `depth` moves can reach, visited once with all its moves. A state reached again has fewer moves
 * left, so it can be skipped.
 */
export const explore = (depth: number, chance: number, visit: (visit: Visit) => void): readonly World[] => {
  const seen = new Map<string, World>();
  let edge = beginnings(chance).map((world) => ({ world, story: [] as readonly string[] }));
  for (const { world } of edge) seen.set(nameOf(world), world);
  for (let moves = 0; moves < depth; moves += 1) {
    const next: typeof edge = [];
    for (const { world, story } of edge) {
      for (const move of movesFrom(world)) {
        visit({ from: world, move, story });
        const key = nameOf(move.to);
        if (seen.has(key)) continue;
        seen.set(key, move.to);
        next.push({ world: move.to, story: [...story, move.name] });
      }
    }
    edge = next;
  }
  return [...seen.values()];
};
