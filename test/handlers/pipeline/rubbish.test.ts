import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CallName } from '#contract/calls.ts';
import { calls } from '#contract/calls.ts';
import { answerCall } from '#handlers/pipeline/answer-call.ts';
import type { Till } from '../../../src-main/till.ts';
import { openTill } from '../../../src-main/till.ts';
import { paperLog } from '../../electron/system/paper-log.ts';
import { plainTillPorts } from '../../support/plain-ports.ts';
import { ANY_HISTORY } from '../../support/made-up/any-history.ts';

const names = Object.keys(calls) as CallName[];
const home = mkdtempSync(join(tmpdir(), 'countertop-rubbish-'));
const log = paperLog();
let till: Till;

beforeAll(async () => {
  till = await openTill({ ...plainTillPorts(home), log });
});
afterAll(async () => {
  await till.stop();
  rmSync(home, { recursive: true, force: true });
});

const ask = async (name: CallName, input: unknown) =>
  answerCall(
    { till: Promise.resolve(till), log, development: true },
    { name, input, sender: calls[name].role },
  );

const HUGE = 'x'.repeat(1_000_000);

const RUBBISH: readonly unknown[] = [
  undefined,
  null,
  true,
  Number.NaN,
  HUGE,
  [],
  [{}],
  () => undefined,
  { unknown: HUGE },
  { constructor: 1 },
  JSON.parse('{"__proto__":{"reference":"A-1"}}'),
];

test.each(names)('%s does nothing with rubbish, and says so', async (name) => {
  for (const input of RUBBISH)
    expect(await ask(name, input), String(input).slice(0, 40)).toMatchObject({
      ok: false,
      problem: { code: 'request-invalid' },
    });
});

const ALL_HISTORY = { ...ANY_HISTORY, after: null };

/** Values that fit a call's input but mean nothing to the till. */
const STRANGE: readonly (readonly [CallName, unknown])[] = [
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', '-', '0'].flatMap((reference) =>
    names
      .filter((name) => calls[name].input.safeParse({ reference }).success)
      .map((name) => [name, { reference }] as const),
  ),
  ...[
    '',
    '%',
    '_',
    '"',
    "'",
    '*',
    'a',
    'ab',
    'NEAR(',
    '\0',
    '😀',
    '\ud83d',
    '1 '.repeat(100),
    '('.repeat(200),
  ].map((text) => ['history.page', { ...ALL_HISTORY, text }] as const),
  ['history.page', { ...ALL_HISTORY, cashier: '__proto__', from: '9999-12-31', to: '0001-01-01' }],
  ['history.page', { ...ALL_HISTORY, from: '0001-01-01', to: '9999-12-31', least: 1, most: 0 }],
  ['history.page', { ...ALL_HISTORY, after: { at: Number.MAX_SAFE_INTEGER, id: -1 } }],
  ['day.z', { number: Number.MAX_SAFE_INTEGER }],
  ['day.zCsv', { number: Number.MAX_SAFE_INTEGER }],
  ['day.zPdf', { number: Number.MAX_SAFE_INTEGER }],
  ['day.zPrint', { number: Number.MAX_SAFE_INTEGER }],
  ['day.reconciliation', { date: '0001-01-01' }],
  ['day.reconciliation', { date: '9999-12-31' }],
  ['day.reconcile', { date: '9999-12-31' }],
  ['payments.start', { amount: Number.MAX_VALUE, orderReference: '' }],
  ['payments.start', { amount: -1, orderReference: '' }],
  ['payments.start', { amount: 0.5, orderReference: '' }],
  ['payments.start', { amount: 100, orderReference: '\0'.repeat(500) }],
  ['session.signIn', { id: '__proto__', pin: '1234' }],
  ['session.approve', { id: 'constructor', pin: '1234', permission: 'manage-staff' }],
  ['session.changePin', { present: '1234', pin: '5678' }],
  ['export.start', { from: '9999-12-31', to: '0001-01-01', preset: null }],
];

test.each(STRANGE)('%s of %j is answered without an error', async (name, input) => {
  log.lines.length = 0;
  const reply = await ask(name, input);
  expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  expect(reply).not.toMatchObject({ problem: { code: 'unexpected' } });
  expect(reply).not.toMatchObject({ problem: { code: 'request-invalid' } });
});
