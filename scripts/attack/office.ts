/** An office in the hands of an attacker, against a till that is connected to it, is being connected, or is to be restored from it. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Attack, Attacked } from './attacked.ts';
import type { AttackedByOffice } from './office/attacked-by-office.ts';
import { attackedByOffice } from './office/attacked-by-office.ts';
import type { Stance } from './office/hostile-office.ts';
import type { Played } from './office/plays.ts';
import { addresses, lied, restored, whileAtWork } from './office/plays.ts';

interface Deed {
  readonly name: string;
  readonly stance: Stance;
  readonly connected: boolean;
  readonly play: (till: AttackedByOffice) => Promise<Played>;
}

const FEW = 12;

const DEEDS: readonly Deed[] = [
  ['an answer without end', 'endless-answer'],
  ['an answer that unpacks to 512 MB', 'bomb'],
  ['hints without end', 'endless-hints'],
  ['“your credential is no longer good” without end', 'endless-refusals'],
  ['messages without end that mean nothing', 'endless-nonsense'],
  ['it has the rows, then none, then has them again, without end', 'to-and-fro'],
].map(([name = '', stance = '']) => ({
  name,
  stance: stance as Stance,
  connected: true,
  play: (till: AttackedByOffice) => whileAtWork(till, FEW),
}));

const LIES: readonly Deed[] = [
  {
    name: 'it claims rows that the till never wrote',
    stance: 'far-cursor',
    connected: true,
    play: (till) => lied(till, 'ahead'),
  },
  {
    name: 'it claims another row in the place of one of the till’s',
    stance: 'other-rows',
    connected: true,
    play: (till) => lied(till, 'forked'),
  },
];

const RESTORES: readonly Deed[] = [
  {
    name: 'a restore of rows that do not come to an end',
    stance: 'forged-rows',
    connected: false,
    play: (till) => restored(till, 'office-cut-off'),
  },
  {
    name: 'a restore of more rows than fit on the disk',
    stance: 'too-many-rows',
    connected: false,
    play: (till) => restored(till, 'office-no-room'),
  },
  {
    name: 'a restore of 900,000 rows in one answer',
    stance: 'many-rows',
    connected: false,
    play: (till) => restored(till, 'office-cut-off'),
  },
  {
    name: 'a restore of a row of 40 MB',
    stance: 'huge-row',
    connected: false,
    play: (till) => restored(till, 'office-too-long'),
  },
  {
    name: 'a restore of another till’s journal',
    stance: 'others-journal',
    connected: false,
    play: (till) => restored(till, 'office-unsound'),
  },
];

const playOne = async ({ name, stance, connected, play }: Deed, elsewhere: string): Promise<Attacked> => {
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
    const { outcome } = await whileAtWork(till, FEW);
    return {
      name: 'office: a redirect to another host, and to a file',
      outcome: `${visits()} visits elsewhere; ${outcome}`,
      held: visits() === 0,
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
    for (const deed of [...DEEDS, ...LIES, ...RESTORES]) rows.push(await playOne(deed, elsewhere));
    return rows;
  } finally {
    other.close();
  }
};
