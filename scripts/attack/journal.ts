/** Attacks on the journal by somebody who has the whole data folder but not the key store. */
import type { Attack, Attacked } from './attacked.ts';
import { TAMPERINGS } from './journal/tamperings.ts';
import { playTampering } from './journal/play-tampering.ts';

export const attack: Attack = async () => {
  const rows: Attacked[] = [];
  for (const tampering of TAMPERINGS) {
    const { named, isShown, code } = await playTampering(tampering);
    rows.push({
      name: `journal: ${tampering.name}`,
      outcome: `the next start records ${named.join(' and ') || 'nothing'}; verify ends with ${code}`,
      held: isShown && tampering.named.every((kind) => named.includes(kind)) && code === tampering.code,
    });
  }
  return rows;
};
