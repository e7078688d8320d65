/** What can break between tills and office, and whether anything was lost or doubled. */
import { pushAnswer } from '#domain/office/push.ts';
import type { Push } from '#domain/office/push.ts';
import { kill, launch, makeStandby, promote } from '../../support/office/postgres-server.ts';
import { send } from '../../office/load/enrolled.ts';
import type { Line } from '../table.ts';
import type { Cut } from './cut-wire.ts';
import { wireTo } from './cut-wire.ts';
import type { OfficeShop } from './shop.ts';
import { openOfficeShop } from './shop.ts';

interface OfficeLine extends Line {
  readonly fault: string;
  /** The office's answer. */
  readonly answer: string;
  readonly events: number;
  readonly lost: number;
  readonly doubled: number;
}

/** Causes the fault; returns what the office said and, where it matters, what it should have said. */
type Fault = (shop: OfficeShop) => Promise<{ readonly answer: string; readonly expected: string }>;

const PUSHED = { answer: 'taken', expected: 'taken' };
/** How many pushes of one round are under way when the fault happens. */
const MIDST = 8;

/** While the tills push. */
const inTheMidst =
  (work: (shop: OfficeShop) => Promise<void>): Fault =>
  async (shop) => {
    await shop.pushAll(async (done) => {
      if (done === MIDST) await work(shop);
    });
    return PUSHED;
  };

/** One push of the first till over a wire that is cut. */
const overCutWire =
  (cut: Cut): Fault =>
  async ({ offices, tills: [one] }) => {
    if (!one) throw new Error('There is no till');
    const wire = await wireTo(offices[0].url);
    wire.cut = cut;
    const answer = await send(wire.url, one.authorization, one.till.push()).then(
      () => 'an answer',
      () => 'nothing',
    );
    await wire.close();
    return { answer, expected: 'nothing' };
  };

const said = async (url: string, authorization: string, push: Push): Promise<string> =>
  pushAnswer.parse(await send(url, authorization, push)).answer;

const fromBothProcesses: Fault = async ({ offices, tills: [one] }) => {
  if (!one) throw new Error('There is no till');
  const push = one.till.push();
  const urls = [...offices, ...offices].map(({ url }) => url);
  const answers = await Promise.all(urls.map((url) => said(url, one.authorization, push)));
  return { answer: [...new Set(answers)].join(), expected: 'taken' };
};

const replayed: Fault = async (shop) => {
  const [one] = shop.tills;
  if (!one) throw new Error('There is no till');
  const old = one.till.push();
  await shop.pushAll();
  return { answer: await said(shop.offices[1].url, one.authorization, old), expected: 'taken' };
};

const forged: Fault = async ({ offices, tills: [one] }) => {
  if (!one) throw new Error('There is no till');
  const push = one.till.push();
  const [first, ...rows] = push.rows;
  if (!first) throw new Error('There is no row');
  const [at, reference, type, payload] = first;
  const dearer = payload.replace(/"amount":(\d)/, '"amount":9$1');
  const answer = await said(offices[0].url, one.authorization, {
    ...push,
    rows: [[at, reference, type, dearer], ...rows],
  });
  return { answer, expected: 'forked' };
};

const UNKNOWN = 'The office answers 401: {"refused":"unknown"}';

/** Pushes with its own credential under another till's name. */
const underAnotherName: Fault = async ({ offices, tills: [one, other] }) => {
  if (!one || !other) throw new Error('There are no two tills');
  const [, credential] = one.authorization.split('.');
  const authorization = `Bearer ${other.station}.${credential}`;
  const answer = await said(offices[0].url, authorization, one.till.push()).catch(String);
  return { answer, expected: `Error: ${UNKNOWN}` };
};

/** The server that writes dies under load, and its synchronous standby takes over its name. */
const primaryLost: Fault = async (shop) => {
  const { programs, server, settings, database } = shop;
  const standby = await shop.newFolder();
  await makeStandby(standby, server, programs);
  await launch({ folder: standby, owner: process.pid }, programs, settings);
  await database.query("ALTER SYSTEM SET synchronous_standby_names = '*'");
  await database.query('SELECT pg_reload_conf()');
  await untilSynchronous(shop);
  return inTheMidst(async () => {
    await kill(server);
    await promote(standby, programs);
    await shop.pointAt(standby);
  })(shop);
};

const untilSynchronous = async ({ database }: OfficeShop): Promise<void> => {
  for (;;) {
    const found = await database.query("SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'");
    if (found.length > 0) return;
  }
};

const FAULTS: Readonly<Record<string, Fault>> = {
  'no fault': inTheMidst(() => Promise.resolve()),
  'an office process is killed in the midst of pushes': inTheMidst((shop) => shop.restart(0)),
  'the database dies and is started again': inTheMidst(async ({ server, programs, settings }) => {
    await kill(server);
    await launch({ folder: server, owner: process.pid }, programs, settings);
  }),
  'the request is lost': overCutWire('requests'),
  'the answer is lost after the commit': overCutWire('answers'),
  'both processes get the same push, twice each': fromBothProcesses,
  'an old push comes again': replayed,
  'a row was changed on its way': forged,
  'a till comes with the name of another': underAnotherName,
  'the primary is lost and its standby promoted under load': primaryLost,
};

/** `programs`: PostgreSQL's. */
export const officeFaults = async (programs: string): Promise<readonly OfficeLine[]> => {
  const shop = await openOfficeShop(programs);
  const lines: OfficeLine[] = [];
  try {
    for (const [name, fault] of Object.entries(FAULTS)) {
      shop.sellMore();
      const { answer, expected } = await fault(shop);
      // Whatever is left.
      await shop.pushAll();
      const { events, lost, doubled, different } = await shop.compare();
      const ok = answer === expected && lost + doubled + different === 0;
      lines.push({ ok, fault: name, answer, events, lost, doubled });
    }
    return lines;
  } finally {
    await shop.close();
  }
};
