/** What must hold for a payment whatever happens, and whether it does. */
import { PACE } from '#domain/pace.ts';
import { codeOf, expiresAt, isFinal, isUnsettled, amountMismatch } from '#domain/payment/payment.ts';
import { customerView } from '#handlers/views/customer-view.ts';
import type { Table } from '../table.ts';
import { tableOf } from '../table.ts';
import { readDrawing, runThrough } from './drawing.ts';
import type { Visit } from './explore.ts';
import { explore } from './explore.ts';
import type { World } from './world.ts';
import { intent } from '../../support/station-kit.ts';
import { stepOf } from './world.ts';
import { noReceipt, shownShop } from '../../support/shown-shop.ts';

const DEPTH = 8;
const MAX_WAIT = 60_000;

/** What must never be true of a payment in any state. */
const wrongsOf = (world: World): Record<string, boolean> => {
  const { payment, now, witness } = world;
  const step = stepOf(world);
  const ages = { whole: now - payment.startedAt, ofState: now - payment.changedAt };
  const shown = customerView(payment, ages, shownShop, noReceipt, { at: 'none' }).code;
  return {
    'what was asked for has changed': Object.entries(intent).some(
      ([field, value]) => payment[field as keyof typeof intent] !== value,
    ),
    'a code is shown that must not be scanned':
      codeOf(payment) !== null && (payment.state !== 'open' || witness.cancelWanted),
    'a code is shown to the customer past its time':
      shown !== null && now + shown.left > Math.max(now, expiresAt(payment)),
    'a code has expired and is not cancelled':
      codeOf(payment) !== null && now >= expiresAt(payment) + PACE.expiryGrace && step.do !== 'ask-cancel',
    'a payment whose outcome is unknown is sent': step.do === 'send' && payment.state !== 'sending',
    'it is sent again without proof':
      (step.do === 'send-again' || step.do === 'fail') &&
      (witness.misses < 3 || now - witness.firstMissAt < 30_000),
    'it is sent again although it was cancelled': step.do === 'send-again' && witness.cancelWanted,
    'it is sent again although the gateway has its reference':
      (step.do === 'send-again' || step.do === 'fail') &&
      payment.state === 'unknown' &&
      payment.doubt === 'duplicate',
    'it is sent again although it has expired': step.do === 'send-again' && now >= expiresAt(payment),
    'it is unfinished and nothing is done about it': !isFinal(payment) && step.do === 'rest',
    'it waits for too long': !isFinal(payment) && 'at' in step && !(step.at <= now + MAX_WAIT),
    'it ended and is still worked on': isFinal(payment) && step.do !== 'rest' && step.do !== 'watch',
  };
};

/** What must never be true of a change. */
const wrongsAbout = ({ from, move }: Visit): Record<string, boolean> => {
  const [before, after] = [from.payment, move.to.payment];
  const type = move.event?.type;
  const reported =
    move.event?.type === 'observed' || move.event?.type === 'corrected' ? move.event.payment : null;
  const success = reported?.statusId === 2 && reported.reference === intent.reference ? reported : null;
  const lateSuccess = after.state === 'paid' && after.late && success !== null;
  const accepted = isUnsettled(before) && type === 'late-accepted';
  /** Whether only a person had said how it ended and now the gateway has said it, too. */
  const settledByGateway = before.byHand?.verdict === 'awaited' && after.byHand?.verdict !== 'awaited';
  const isOverdue = from.now >= expiresAt(before) + 15 * 60_000;
  return {
    'paid money is unpaid again':
      before.state === 'paid' &&
      after.state !== 'paid' &&
      (before.byHand === undefined || before.gateway?.statusId === 2),
    'what a person has settled is undone by something else than a correction':
      before.byHand !== undefined && before.state !== after.state && type !== 'corrected' && !lateSuccess,
    'the gateway says otherwise than a person and nobody is told':
      after.byHand !== undefined &&
      after.byHand.verdict !== 'corrected' &&
      after.byHand.verdict !== 'correction-accepted' &&
      !(after.state === 'paid' && after.late) &&
      (after.state === 'paid') !== (after.byHand.outcome === 'paid'),
    'a payment is settled by hand that the customer may still pay':
      type === 'settled' && before !== after && before.state !== 'unknown' && !isOverdue,
    'an end was moved by something else than a late success':
      isFinal(before) &&
      before !== after &&
      !(before.state !== 'paid' && lateSuccess) &&
      !accepted &&
      !settledByGateway,
    'a success is ignored, whatever its amount':
      success !== null &&
      !(isFinal(before) && before.gateway === null && before.byHand === undefined) &&
      after.state !== 'paid',
    'another amount is shown than the gateway took':
      success !== null &&
      before.state !== 'paid' &&
      after.state === 'paid' &&
      (after.gateway?.amount !== success.amount || after.gateway.currency !== success.currency),
    'another amount than was asked for becomes a sale without a person':
      before !== after && amountMismatch(after) !== null && !isUnsettled(after) && !accepted,
    'a success in time is called late': !isFinal(before) && after.state === 'paid' && after.late,
    'it is sent again from a state where nothing is proven':
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
  /** Every transition made, as `from → to`. */
  readonly transitions: ReadonlySet<string>;
  /** Every rule by its name, and the first sequence of moves that broke it, or undefined. */
  readonly rules: ReadonlyMap<string, string | undefined>;
}

/** Explores every sequence of eight moves. */
export const exploreAll = (): Explored => {
  const transitions = new Set<string>();
  const rules = new Map<string, string | undefined>();
  let moves = 0;
  const look = (visit: Visit): void => {
    moves += 1;
    for (const wrongs of [wrongsAbout(visit), wrongsOf(visit.move.to)])
      for (const name in wrongs) {
        if (!rules.has(name)) rules.set(name, undefined);
        if (!wrongs[name] || rules.get(name) !== undefined) continue;
        rules.set(name, [...visit.story, visit.move.name].join(', '));
      }
    const [before, after] = [visit.from.payment.state, visit.move.to.payment.state];
    if (before !== after) transitions.add(`${before} → ${after}`);
  };
  const worlds = [0, 0.5, 0.999].flatMap((chance) => explore(DEPTH, chance, look));
  return { worlds, moves, transitions, rules };
};

/** The gateway may report an unknown status or another amount at any time. */
const INTO_UNKNOWN = ['open → unknown', 'pending → unknown'];

/** Transitions that payments make and the drawing in payment.ts does not show. */
export const notDrawn = (transitions: ReadonlySet<string>): readonly string[] => {
  const allowed = runThrough(readDrawing());
  return [...transitions].filter(
    (transition) => !allowed.has(transition) && !INTO_UNKNOWN.includes(transition),
  );
};

/** Transitions that the drawing shows and no payment makes. */
export const notTaken = (transitions: ReadonlySet<string>): readonly string[] =>
  readDrawing().filter((transition) => !transitions.has(transition) && transition !== 'intended → sending');

/** Every rule and whether it held. */
export const modelTable = (): Table => {
  const { worlds, moves, transitions, rules } = exploreAll();
  const undrawn = [...notDrawn(transitions), ...notTaken(transitions)];
  const lines = [
    ...[...rules].map(([name, story]) => ({
      never: name,
      outcome: story === undefined ? `in none of ${moves} moves` : `after ${story}`,
      ok: story === undefined,
    })),
    {
      never: 'the drawing differs from the code',
      outcome: undrawn.length === 0 ? `all ${transitions.size} transitions are drawn` : undrawn.join(', '),
      ok: undrawn.length === 0,
    },
  ];
  const { title, summary } = tableOf(`Every sequence of ${DEPTH} moves`, lines);
  return {
    title,
    lines,
    summary: `${worlds.length} states, ${moves} moves, ${transitions.size} transitions; ${summary}`,
  };
};
