/**
 * Made-up customers at a counter: how long each takes to pay after the charge. The numbers come from no shop;
 * vendors say only that 30 to 60 s are common.
 */

/** What the customer does, by ms after the charge; Infinity for never. */
export interface Customer {
  readonly pays: number;
  /** The cashier cancels. */
  readonly leaves: number;
}

export interface Shop {
  readonly name: string;
  readonly customers: (many: number, chance: () => number) => readonly Customer[];
}

/** The same numbers from the same seed (mulberry32); in [0, 1). */
export const seeded = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

type Takes = (chance: () => number) => number;

/** Log-normal: half take less than `middle` ms; two in three lie within a factor of e^spread. */
const around =
  (middle: number, spread: number): Takes =>
  (chance) => {
    const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
    return middle * Math.exp(spread * normal);
  };

const either =
  (share: number, one: Takes, other: Takes): Takes =>
  (chance) =>
    chance() < share ? one(chance) : other(chance);

/** Nobody stands at a counter longer than this; the cashier then cancels. */
const PATIENCE = 90_000;

/** Of a hundred, three let the code expire and five are cancelled, anywhere in the first minute and a half. */
const customer = (takes: Takes, chance: () => number): Customer => {
  const fate = chance();
  if (fate < 0.03) return { pays: Infinity, leaves: Infinity };
  if (fate < 0.08) return { pays: Infinity, leaves: 8_000 + chance() * PATIENCE };
  const pays = takes(chance);
  return pays > PATIENCE ? { pays: Infinity, leaves: PATIENCE } : { pays, leaves: Infinity };
};

const shop = (name: string, takesOf: (nth: number, many: number) => Takes): Shop => ({
  name,
  customers: (many, chance) => Array.from({ length: many }, (_, nth) => customer(takesOf(nth, many), chance)),
});

const quick = around(9_000, 0.35);
const slow = around(35_000, 0.45);

export const SHOPS: readonly Shop[] = [
  shop('quick: half within 9 s', () => quick),
  shop('usual: half within 18 s', () => around(18_000, 0.45)),
  shop('slow: half within 35 s', () => slow),
  shop('very mixed: half within 20 s', () => around(20_000, 0.8)),
  shop('two kinds: 10 s or 45 s', () => either(0.6, around(10_000, 0.3), around(45_000, 0.3))),
  shop('any time from 5 to 60 s', () => (chance) => 5_000 + 55_000 * chance()),
  shop('quick until noon, slow after', (nth, many) => (nth < many / 2 ? quick : slow)),
];
