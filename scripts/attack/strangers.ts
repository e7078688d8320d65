/** Strangers at the office’s doors: with guesses, with another till’s place, in the gateway’s name, with a customer’s link. */
import type { Attack, Attacked } from './attacked.ts';
import { AT_THE_OFFICE } from './strangers/at-the-office.ts';
import { IN_THE_GATEWAYS_NAME } from './strangers/in-the-gateways-name.ts';
import type { Play } from './strangers/victim-office.ts';
import { openOffice } from './strangers/victim-office.ts';
import { WITH_A_LINK } from './strangers/with-a-link.ts';

const SUBJECTS: Readonly<Record<string, Readonly<Record<string, Play>>>> = {
  'at the office': AT_THE_OFFICE,
  'in the gateway’s name': IN_THE_GATEWAYS_NAME,
  'with a link': WITH_A_LINK,
};

const MINUTES = 10 * 60_000;

export const attack: Attack = async () => {
  const office = await openOffice();
  const rows: Attacked[] = [];
  try {
    for (const [who, plays] of Object.entries(SUBJECTS))
      for (const [name, play] of Object.entries(plays)) {
        rows.push({ name: `${who}: ${name}`, ...(await play(office)) });
        // What the attack before has used up is there again.
        office.outside.pass(MINUTES);
      }
  } finally {
    await office.close();
  }
  return rows;
};
