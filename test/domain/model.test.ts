import { beforeAll, describe, expect, test } from 'vitest';
import { advance } from '#domain/advance.ts';
import { PACE } from '#domain/pace.ts';
import { codeOf, expiresAt, isFinal, takenInstead } from '#domain/payment.ts';
import { customerView } from '../../src-main/present.ts';
import { readDrawing, runThrough } from '../faults/model/drawing.ts';
import type { Visit } from '../faults/model/explore.ts';
import { explore } from '../faults/model/explore.ts';
import type { World } from '../faults/model/world.ts';
import { intent, outOfTurn, paidMeanwhile, stepOf } from '../faults/model/world.ts';

const DEPTH = 8;
const LONGEST_WAIT = 60_000;
const shop = { storeName: 'Shop', training: false, currency: 'CNY' };

/** What must hold wherever a payment stands; the name of what does not, or undefined. */
const wrongWith = (world: World): string | undefined => {
  const { payment, now, witness } = world;
  const step = stepOf(world);
  const shown = customerView(payment, now - payment.startedAt, shop).code;
  const rules: Record<string, boolean> = {
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
    'it is sent again although its time is over': step.do === 'send-again' && now >= expiresAt(payment),
    'it lies about without an end': !isFinal(payment) && step.do === 'rest',
    'it waits for too long': !isFinal(payment) && 'at' in step && !(step.at <= now + LONGEST_WAIT),
    'it ended and is still worked on': isFinal(payment) && step.do !== 'rest' && step.do !== 'watch',
  };
  return Object.keys(rules).find((rule) => rules[rule]);
};

/** What must hold of every change. */
const wrongAbout = ({ from, move }: Visit): string | undefined => {
  const [before, after] = [from.payment, move.to.payment];
  const told = move.event?.type === 'observed' ? move.event.payment : null;
  const success = told?.statusId === 2 && told.reference === intent.reference ? told : null;
  const lateSuccess = after.state === 'paid' && after.late && success !== null;
  const accepted = before.state === 'paid' && before.late && move.event?.type === 'late-accepted';
  const rules: Record<string, boolean> = {
    'paid money is unpaid again': before.state === 'paid' && after.state !== 'paid',
    'an end was moved by something else than a late success':
      isFinal(before) && before !== after && !(before.state !== 'paid' && lateSuccess) && !accepted,
    'money that came late is passed over, whatever its amount':
      isFinal(before) &&
      before.state !== 'paid' &&
      before.gateway !== null &&
      success !== null &&
      !lateSuccess,
    'late money is shown as another amount than the gateway told':
      lateSuccess &&
      before !== after &&
      before.state !== 'paid' &&
      (after.gateway.amount !== success.amount || after.gateway.currency !== success.currency),
    'another amount than was asked for is taken for a sale in time':
      after.state === 'paid' && !after.late && takenInstead(after) !== null,
    'a success in time is called late': !isFinal(before) && after.state === 'paid' && after.late,
    'it went back on the wire from somewhere else than a proven doubt':
      after.state === 'sending' && before.state !== 'sending' && move.name !== 'send again',
  };
  return Object.keys(rules).find((rule) => rules[rule]);
};

/** Everything there is to explore, and the first story that broke each rule. */
const exploreAll = () => {
  const roads = new Set<string>();
  const broken = new Map<string, string>();
  const look = (visit: Visit): void => {
    const wrong = wrongAbout(visit) ?? wrongWith(visit.move.to);
    if (wrong !== undefined && !broken.has(wrong)) {
      broken.set(wrong, [...visit.story, visit.move.name].join(', '));
    }
    const [before, after] = [visit.from.payment.state, visit.move.to.payment.state];
    if (before !== after) roads.add(`${before} → ${after}`);
  };
  const worlds = [0, 0.5, 0.999].flatMap((chance) => explore(DEPTH, chance, look));
  return { roads, broken, worlds };
};

/** One of those worlds for each payment as it stands, whatever the time and the talks. */
const worldsOnce = (): readonly World[] => [
  ...new Map(all.worlds.map((world) => [JSON.stringify({ ...world.payment, changedAt: 0 }), world])).values(),
];

/** Seconds on a quiet machine; a busy one may take its time. */
const EXPLORING_MS = 120_000;

let all: ReturnType<typeof exploreAll>;
beforeAll(() => {
  all = exploreAll();
}, EXPLORING_MS);

describe('every story of eight moves that a payment can live', () => {
  test('breaks no rule', () => {
    expect(Object.fromEntries(all.broken)).toEqual({});
  });

  test('and what comes out of turn breaks none either', () => {
    const broken = worldsOnce().flatMap((from) =>
      outOfTurn(from).flatMap((move) => wrongAbout({ from, move, story: [] }) ?? []),
    );
    expect([...new Set(broken)]).toEqual([]);
  });

  test('there are many, and they lead everywhere', () => {
    expect(all.worlds.length).toBeGreaterThan(50_000);
    expect([...new Set(all.worlds.map(({ payment }) => payment.state))].sort()).toEqual(
      ['cancelled', 'expired', 'failed', 'open', 'paid', 'pending', 'sending', 'unknown'].sort(),
    );
  });

  test('no story loses what the customer has paid: one healthy answer and the till knows', () => {
    const lost = all.worlds.filter((world) => !isFinal(world.payment) && !paidMeanwhile(world));
    expect(lost.map(({ payment }) => payment.state)).toEqual([]);
  });

  test('a story that began cannot begin a second time', () => {
    const again = all.worlds.filter(({ payment }) => advance(payment, { type: 'intended', intent }, 0));
    expect(again).toEqual([]);
  });
});

describe('the drawing of a payment’s life', () => {
  /** The gateway may tell of a status or an amount that nobody can make sense of, whatever it told before. */
  const INTO_DOUBT = ['open → unknown', 'pending → unknown'];
  const drawn = readDrawing();

  test('shows every road that a payment takes', () => {
    const allowed = runThrough(drawn);
    expect([...all.roads].filter((road) => !allowed.has(road) && !INTO_DOUBT.includes(road))).toEqual([]);
  });

  test('shows no road that no payment takes', () => {
    const taken = new Set([...all.roads, 'intended → sending']);
    expect(drawn.filter((road) => !taken.has(road))).toEqual([]);
  });
});
