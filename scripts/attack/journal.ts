/** Attacks on the journal by somebody who has the whole data folder but not the key store. */
import type { Attack, Attacked } from './attacked.ts';
import { DEEDS } from './journal/deeds.ts';
import { playDeed } from './journal/play-deed.ts';

export const attack: Attack = async () => {
  const rows: Attacked[] = [];
  for (const deed of DEEDS) {
    const { named, isShown, code } = await playDeed(deed);
    rows.push({
      name: `journal: ${deed.name}`,
      outcome: `the next start records ${named.join(' and ') || 'nothing'}; verify ends with ${code}`,
      held: isShown && deed.named.every((kind) => named.includes(kind)) && code === deed.code,
    });
  }
  return rows;
};
