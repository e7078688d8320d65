/** What must hold of a payment in every story it can live, and whether it does. */
import { PACE } from '#domain/pace.ts';
import { codeOf, expiresAt, isFinal, isUnsettled, amountMismatch } from '#domain/payment/payment.ts';
import { customerView } from '#handlers/views/customer-view.ts';
import type { Table } from '../table.ts';
import { tableOf } from '../table.ts';
import { readDrawing, runThrough } from './drawing.ts';
import type { Visit } from './explore.ts';
import { explore } from './explore.ts';
import type { World } from './world.ts';
import { intent, stepOf } from './world.ts';

export const DEPTH = 8;
const LONGEST_WAIT = 60_000;
const shop = { storeName: 'Shop', training: false, currency: 'CNY' };

/** Whether each thing is true that must be true of no payment, wherever it stands. */
const wrongsOf = (world: World): Record<string, boolean> => {
  const { payment, now, witness } = world;
  const step = stepOf(world);
  const shown = customerView(payment, now - payment.startedAt, shop).code;
  return {
    'what was asked for has changed': Object.entries(intent).some(
      ([field, value]) => payment[field as keyof typeof intent] !== value,
    ),
    'a code is shown that nobody should scan':
      codeOf(payment) !== null && (payment.state !== 'open' || witness.cancelWanted),
    'a code is shown to the customer past its time':
      shown !== null && now + shown.left > Math.max(now, expiresAt(payment)),
    'a code has run out and is not called back':
      codeOf(payment) !== null && now >= expiresAt(payment) + PACE.expiryGrace && step.do !== 'ask-cancel',
    'a doubtful payment is sent': step.do === 'send' && payment.state !== 'sending',
    'it is sent again without proof':
      (step.do === 'send-again' || step.do === 'give-up') &&
      (witness.misses < 3 || now - witness.firstMissAt < 30_000),
    'it is sent again although it was given up': step.do === 'send-again' && witness.cancelWanted,
    'it is sent again although the gateway has its reference':
      (step.do === 'send-again' || step.do === 'give-up') &&
      payment.state === 'unknown' &&
      payment.doubt === 'duplicate',
    'it is sent again although its time is over': step.do === 'send-again' && now >= expiresAt(payment),
    'it lies about without an end': !isFinal(payment) && step.do === 'rest',
    'it waits for too long': !isFinal(payment) && 'at' in step && !(step.at <= now + LONGEST_WAIT),
    'it ended and is still worked on': isFinal(payment) && step.do !== 'rest' && step.do !== 'watch',
  };
};

/** The same for every change. */
const wrongsAbout = ({ from, move }: Visit): Record<string, boolean> => {
  const [before, after] = [from.payment, move.to.payment];
  const told = move.event?.type === 'observed' ? move.event.payment : null;
  const success = told?.statusId === 2 && told.reference === intent.reference ? told : null;
  const lateSuccess = after.state === 'paid' && after.late && success !== null;
  const accepted = isUnsettled(before) && move.event?.type === 'late-accepted';
  return {
    'paid money is unpaid again': before.state === 'paid' && after.state !== 'paid',
    'an end was moved by something else than a late success':
      isFinal(before) && before !== after && !(before.state !== 'paid' && lateSuccess) && !accepted,
    'money that was taken is passed over, whatever its amount':
      success !== null && !(isFinal(before) && before.gateway === null) && after.state !== 'paid',
    'money is shown as another amount than the gateway told':
      success !== null &&
      before.state !== 'paid' &&
      after.state === 'paid' &&
      (after.gateway.amount !== success.amount || after.gateway.currency !== success.currency),
    'another amount than was asked for becomes a sale without a person':
      before !== after && amountMismatch(after) !== null && !isUnsettled(after) && !accepted,
    'a success in time is called late': !isFinal(before) && after.state === 'paid' && after.late,
    'it went back on the wire from somewhere else than a proven doubt':
      after.state === 'sending' && before.state !== 'sending' && move.name !== 'send again',
  };
};

const namesIn = (wrongs: Record<string, boolean>): readonly string[] =>
  Object.keys(wrongs).filter((name) => wrongs[name]);

/** The names of what is wrong about a change. */
export const wrongAbout = (visit: Visit): readonly string[] => namesIn(wrongsAbout(visit));

export interface Explored {
  readonly worlds: readonly World[];
  readonly moves: number;
  /** Every road taken, as `from → to`. */
  readonly roads: ReadonlySet<string>;
  /** Every rule that was held against a move, by its name: the first story that broke it, or undefined. */
  readonly rules: ReadonlyMap<string, string | undefined>;
}

/** Lives every story of eight moves. */
export const exploreAll = (): Explored => {
  const roads = new Set<string>();
  const rules = new Map<string, string | undefined>();
  let moves = 0;
  const look = (visit: Visit): void => {
    moves += 1;
    const wrongs = { ...wrongsAbout(visit), ...wrongsOf(visit.move.to) };
    for (const [name, isWrong] of Object.entries(wrongs)) {
      if (rules.get(name) !== undefined) continue;
      rules.set(name, isWrong ? [...visit.story, visit.move.name].join(', ') : undefined);
    }
    const [before, after] = [visit.from.payment.state, visit.move.to.payment.state];
    if (before !== after) roads.add(`${before} → ${after}`);
  };
  const worlds = [0, 0.5, 0.999].flatMap((chance) => explore(DEPTH, chance, look));
  return { worlds, moves, roads, rules };
};

/** The gateway may tell of a status or an amount that nobody can make sense of, whatever it told before. */
const INTO_DOUBT = ['open → unknown', 'pending → unknown'];

/** Roads that payments take and the drawing in payment.ts does not show. */
export const notDrawn = (roads: ReadonlySet<string>): readonly string[] => {
  const allowed = runThrough(readDrawing());
  return [...roads].filter((road) => !allowed.has(road) && !INTO_DOUBT.includes(road));
};

/** Roads that the drawing shows and no payment takes. */
export const notTaken = (roads: ReadonlySet<string>): readonly string[] =>
  readDrawing().filter((road) => !roads.has(road) && road !== 'intended → sending');

/** Every rule with what became of it. */
export const modelTable = (): Table => {
  const { worlds, moves, roads, rules } = exploreAll();
  const undrawn = [...notDrawn(roads), ...notTaken(roads)];
  const lines = [
    ...[...rules].map(([name, story]) => ({
      never: name,
      outcome: story === undefined ? `in none of ${moves} moves` : `after ${story}`,
      ok: story === undefined,
    })),
    {
      never: 'the drawing differs from the code',
      outcome: undrawn.length === 0 ? `all ${roads.size} roads are drawn` : undrawn.join(', '),
      ok: undrawn.length === 0,
    },
  ];
  const { title, summary } = tableOf(`Every story of ${DEPTH} moves`, lines);
  return {
    title,
    lines,
    summary: `${worlds.length} states, ${moves} moves, ${roads.size} roads; ${summary}`,
  };
};
