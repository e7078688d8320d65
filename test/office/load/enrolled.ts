/** Simulated tills that the office has let in, each by a code of its own. */
import { randomBytes } from 'node:crypto';
import type { Push, PushAnswer } from '#domain/office/push.ts';
import { pushAnswer } from '#domain/office/push.ts';
import { TILL_PATHS } from '#domain/office/till-paths.ts';
import type { Database } from '../../../src-office/database/database.ts';
import { codeForNewTill } from '../../../src-office/stations/codes.ts';
import { enrol } from '../../../src-office/stations/enrol.ts';
import { addStore } from '../../../src-office/stations/stores.ts';
import { tillState } from '../../support/office/tills.ts';
import { chanceFrom } from './tills/chance.ts';
import { SimulatedTill } from './tills/simulated-till.ts';

export interface Enrolled {
  readonly station: string;
  readonly authorization: string;
}

export interface EnrolledTill extends Enrolled {
  readonly till: SimulatedTill;
}

const outside = { now: () => Date.now(), randomBytes: (bytes: number) => randomBytes(bytes) };

const TILLS_OF_A_STORE = 4;
const AT_ONCE = 10;

const enrolOne = async (database: Database, number: number, store: string): Promise<EnrolledTill> => {
  const code = await codeForNewTill(database, outside, { store, name: `Till ${number}` });
  if (!code) throw new Error('There is no such store');
  const installation = number.toString(36).toUpperCase().padStart(6, '0');
  // From a place of its own: tries of one place wait for each other.
  const place = `till ${number}`;
  const answer = await enrol(database, outside, { code: code.code, installation, state: tillState() }, place);
  if ('refused' in answer) throw new Error(`The office refuses a till: ${answer.refused}`);
  const { station, credential } = answer.in;
  return {
    station,
    authorization: `Bearer ${station}.${credential}`,
    till: new SimulatedTill(`T${number}`, chanceFrom(number)),
  };
};

/** Store after store, a few at a time. */
export const enrolTills = async (database: Database, count: number): Promise<readonly EnrolledTill[]> => {
  const tills: EnrolledTill[] = [];
  let next = 0;
  const enrolSome = async (): Promise<void> => {
    while (next < count) {
      const first = next;
      next += TILLS_OF_A_STORE;
      const { store } = await addStore(database, outside, `Store ${first}`);
      for (let number = first; number < Math.min(count, first + TILLS_OF_A_STORE); number += 1)
        tills.push(await enrolOne(database, number, store));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, enrolSome));
  return tills;
};

const PATIENCE = 30_000;

/** Throws where the office does not answer 200. */
export const send = async (url: string, authorization: string, push: Push): Promise<PushAnswer> => {
  const answer = await fetch(`${url}${TILL_PATHS.journal}`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(push),
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (!answer.ok) throw new Error(`The office answers ${answer.status}: ${await answer.text()}`);
  return pushAnswer.parse(await answer.json());
};
