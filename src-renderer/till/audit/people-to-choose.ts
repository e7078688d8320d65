import type { AuditPeople } from '#contract';
import { language, nameWords, text } from '#contract';
import { nameAmong } from '../staff/name-among.ts';

interface Option {
  readonly value: string;
  readonly label: string;
}

/** The people on the staff list, then everybody else whom the log names: most of them have left. */
export const peopleToChoose = (listed: AuditPeople, named: AuditPeople): readonly Option[] => {
  const others = named
    .filter(({ id }) => !listed.some((person) => person.id === id))
    .toSorted((one, other) => one.name.localeCompare(other.name, language()));
  const labelOf = (person: AuditPeople[number], among: AuditPeople): string =>
    nameWords(nameAmong(among, person));
  return [
    ...listed.map((person) => ({ value: person.id, label: labelOf(person, listed) })),
    ...others.map((person) => ({
      value: person.id,
      label: text('audit.filter.person.unlisted', { name: labelOf(person, others) }),
    })),
  ];
};
