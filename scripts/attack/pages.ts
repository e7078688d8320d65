/** Attacks by a hostile page in both windows of the real app. */
import type { Page } from 'playwright-core';
import { calls } from '#contract/calls.ts';
import { CALL_LIMITS } from '#contract/call-limits.ts';
import { ensureBuild } from '../command/build.mjs';
import { environmentOn, startVirtualDisplay } from '../displays/displays.mjs';
import type { Station } from '../../test/support/station.ts';
import { filesBelow, openGatewayBench, openStation, removeHome } from '../../test/support/station.ts';
import type { Attack, Attacked } from './attacked.ts';

/** How long main may take to answer one window while the other floods it; ms. */
const PROMPT_MS = 250;

type Bridge = {
  call: (name: string, input: unknown) => Promise<{ ok: boolean; problem?: { code: string } }>;
};
type Hostile = { countertop: Bridge };

interface Answered {
  readonly name: string;
  /** The problem's code. */
  readonly answer: string;
}

type Who = 'till' | 'customer';

/** Every call with every wrong type, at a pace at which no call is refused for its number; what main answered to each. */
const wrongTypes = (page: Page, names: readonly string[], perSecond: number): Promise<readonly Answered[]> =>
  page.evaluate(
    async ({ names, perSecond }) => {
      const { countertop } = window as unknown as Hostile;
      const wrong: unknown[] = [
        ...[null, undefined, 0, -1, NaN, true, '', 'x', [], [1], { extra: 1 }, { constructor: {} }],
      ];
      const answered: { name: string; answer: string }[] = [];
      for (const name of names)
        for (const input of wrong) {
          await new Promise((resolve) => setTimeout(resolve, 1_500 / perSecond));
          const { ok, problem } = await countertop.call(name, input);
          answered.push({ name, answer: ok ? 'carried out' : (problem?.code ?? '') });
        }
      return answered;
    },
    { names, perSecond },
  );

/** Makes ten calls of 100 MB, and 10,000; returns how many of each main carried out. */
const runWild = (page: Page, name: string): Promise<{ readonly large: number; readonly many: number }> =>
  page.evaluate(async (name) => {
    const { countertop } = window as unknown as Hostile;
    const large = 'x'.repeat(100 * 1024 * 1024);
    const answers: { ok: boolean }[] = [];
    for (let times = 0; times < 10; times += 1) answers.push(await countertop.call(name, { text: large }));
    const many = await Promise.all(Array.from({ length: 10_000 }, () => countertop.call(name, {})));
    return { large: answers.filter(({ ok }) => ok).length, many: many.filter(({ ok }) => ok).length };
  }, name);

/** The longest that main took to answer this page while the other was busy; ms. */
const slowestDuring = async (
  page: Page,
  name: string,
  pause: number,
  wild: Promise<unknown>,
): Promise<number> => {
  const flood = { isOver: false };
  const over = wild.finally(() => (flood.isOver = true));
  let slowest = 0;
  while (!flood.isOver) {
    const took = await page.evaluate(
      async ({ name, pause }) => {
        const { countertop } = window as unknown as Hostile;
        await new Promise((resolve) => setTimeout(resolve, pause));
        const from = performance.now();
        const { ok } = await countertop.call(name, {});
        return ok ? performance.now() - from : Infinity;
      },
      { name, pause },
    );
    slowest = Math.max(slowest, took);
  }
  await over;
  return slowest;
};

const floodFrom = async (wild: Page, wildName: string, other: Page, otherName: string, pause: number) => {
  const began = performance.now();
  const running = runWild(wild, wildName);
  const slowest = await slowestDuring(other, otherName, pause, running);
  return { ...(await running), slowest, seconds: (performance.now() - began) / 1_000 };
};

const namesOf = (role: Who): string[] =>
  Object.entries(calls).flatMap(([name, call]) => (call.role === role ? [name] : []));

/** Answers other than to an own call that its input is wrong, or to a call of the other window that it is not there. */
const misread = (role: Who, answered: readonly Answered[]): readonly string[] => {
  const own = new Set(namesOf(role));
  return answered
    .filter(({ name, answer }) => answer !== (own.has(name) ? 'request-invalid' : 'request-refused'))
    .map(({ name, answer }) => `${role} ${name}: ${answer}`);
};

const onPages = async ({ till, customer }: Station): Promise<Attacked[]> => {
  // Each window its own calls, and a few of the other's: each of those is refused by its name.
  const asked = {
    till: [...namesOf('till'), ...namesOf('customer')],
    customer: [...namesOf('customer'), 'settings.read', 'payments.start', 'till.close'],
  };
  const wrong = await Promise.all([
    wrongTypes(till, asked.till, CALL_LIMITS.till.perSecond),
    wrongTypes(customer, asked.customer, CALL_LIMITS.customer.perSecond),
  ]);
  const [fromTill, fromCustomer] = wrong;
  const others = [...misread('till', fromTill), ...misread('customer', fromCustomer)];
  const count = fromTill.length + fromCustomer.length;
  const floods = [
    ['customer', await floodFrom(customer, 'customer.snapshot', till, 'session.read', 50)],
    ['till', await floodFrom(till, 'session.read', customer, 'customer.snapshot', 400)],
  ] as const;
  return [
    {
      name: 'pages: every call with every wrong type, from both windows',
      outcome: `${count - others.length} of ${count} refused for their name or type ${[...new Set(others)].join(', ')}`,
      held: others.length === 0,
    },
    ...floods.map(([who, { large, many, slowest, seconds }]) => {
      const { perSecond, burst } = CALL_LIMITS[who];
      return {
        name: `pages: 10,000 calls and ten of 100 MB from the ${who}’s window`,
        outcome: `${many} and ${large} carried out in ${Math.ceil(seconds)} s; the other window waited ${Math.ceil(slowest)} ms at most`,
        held: slowest <= PROMPT_MS && large === 0 && many <= burst + perSecond * seconds,
      };
    }),
  ];
};

const onTheKey = async (station: Station, key: string): Promise<Attacked> => {
  const token = Buffer.from(key).toString('base64').replaceAll('=', '');
  const files = filesBelow(station.home).filter(({ bytes }) => bytes.includes(key) || bytes.includes(token));
  const pages = await Promise.all([station.till, station.customer].map((page) => page.content()));
  const shown = pages.filter((text) => text.includes(key)).length;
  return {
    name: 'secrets: the key of a bench in files and pages',
    outcome: `found in ${files.length} files and ${shown} pages`,
    held: files.length + shown === 0,
  };
};

export const attack: Attack = async () => {
  await ensureBuild();
  const screen = await startVirtualDisplay();
  const bench = await openGatewayBench();
  const station = await openStation({ gateway: bench.gateway, env: environmentOn(screen.display) });
  try {
    const rows = await onPages(station);
    return [...rows, await onTheKey(station, bench.gateway.apiKey)];
  } finally {
    await station.kill();
    removeHome(station.home);
    await bench.simulator.close();
    await screen.stop();
  }
};
