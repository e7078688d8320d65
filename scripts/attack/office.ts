/** An office in the hands of an attacker, against a till that is connected to it, is being connected, or is to be restored from it. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TILL_PATHS } from '#domain/office/till-paths.ts';
import type { Attack, Attacked } from './attacked.ts';
import type { AttackedByOffice } from './office/attacked-by-office.ts';
import { attackedByOffice } from './office/attacked-by-office.ts';
import type { Stance } from './office/hostile-office.ts';
import type { Played } from './office/plays.ts';
import { addresses, falseClaim, hostileRestore, whileSelling } from './office/plays.ts';

interface Scenario {
  readonly name: string;
  readonly stance: Stance;
  readonly connected: boolean;
  readonly play: (till: AttackedByOffice) => Promise<Played>;
}

const FEW = 12;

const { journal, stream } = TILL_PATHS;

const FLOODS: readonly Scenario[] = (
  [
    ['an answer without end', 'endless-answer', journal],
    ['an answer that unpacks to 512 MB', 'bomb', journal],
    ['hints without end', 'endless-hints', stream],
    ['“your credential is no longer good” without end', 'endless-refusals', stream],
    ['messages without end that mean nothing', 'endless-nonsense', stream],
    ['it has the rows, then none, then has them again, without end', 'to-and-fro', journal],
  ] as const
).map(([name, stance, path]) => ({
  name,
  stance,
  connected: true,
  play: (till: AttackedByOffice) => whileSelling(till, path, FEW),
}));

const FALSE_CLAIMS: readonly Scenario[] = [
  {
    name: 'it claims rows that the till never wrote',
    stance: 'far-cursor',
    connected: true,
    play: (till) => falseClaim(till, 'ahead'),
  },
  {
    name: 'it claims another row in the place of one of the till’s',
    stance: 'other-rows',
    connected: true,
    play: (till) => falseClaim(till, 'forked'),
  },
];

const RESTORES: readonly Scenario[] = [
  {
    name: 'a restore of rows that do not come to an end',
    stance: 'forged-rows',
    connected: false,
    play: (till) => hostileRestore(till, 'office-cut-off'),
  },
  {
    name: 'a restore of more rows than fit on the disk',
    stance: 'too-many-rows',
    connected: false,
    play: (till) => hostileRestore(till, 'office-no-room'),
  },
  {
    name: 'a restore of 900,000 rows in one answer',
    stance: 'many-rows',
    connected: false,
    play: (till) => hostileRestore(till, 'office-cut-off'),
  },
  {
    name: 'a restore of a row of 40 MB',
    stance: 'huge-row',
    connected: false,
    play: (till) => hostileRestore(till, 'office-too-long'),
  },
  {
    name: 'a restore of another till’s journal',
    stance: 'others-journal',
    connected: false,
    play: (till) => hostileRestore(till, 'office-unsound'),
  },
];

const playOne = async ({ name, stance, connected, play }: Scenario, elsewhere: string): Promise<Attacked> => {
  const till = await attackedByOffice(stance, connected, elsewhere);
  try {
    return { name: `office: ${name}`, ...(await play(till)) };
  } finally {
    await till.close();
  }
};

/** Whatever it redirects to is not visited, and gets no credential. */
const redirected = async (elsewhere: string, visits: () => number): Promise<Attacked> => {
  const till = await attackedByOffice('redirect', true, elsewhere);
  try {
    const { outcome, held } = await whileSelling(till, journal, FEW);
    return {
      name: 'office: a redirect to another host, and to a file',
      outcome: `${visits()} visits elsewhere; ${outcome}`,
      held: held && visits() === 0,
    };
  } finally {
    await till.close();
  }
};

const typed = async (elsewhere: string): Promise<Attacked> => {
  const till = await attackedByOffice('other-rows', false, elsewhere);
  try {
    return await addresses(till);
  } finally {
    await till.close();
  }
};

export const attack: Attack = async () => {
  let visits = 0;
  const other = createServer((_request, response) => {
    visits += 1;
    response.end();
  });
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}/till/1/journal`;
  try {
    const rows = [await typed(elsewhere), await redirected(elsewhere, () => visits)];
    for (const scenario of [...FLOODS, ...FALSE_CLAIMS, ...RESTORES])
      rows.push(await playOne(scenario, elsewhere));
    return rows;
  } finally {
    other.close();
  }
};
