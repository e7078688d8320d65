import type { PersonView } from '#contract';
import { isSameName, text } from '#contract';

/** People of one name, on a list of an earlier version, are numbered. */
export const nameAmong = (people: readonly PersonView[], { id, name }: PersonView): string => {
  const alike = people.filter((one) => isSameName(one.name, name));
  const number = alike.findIndex((one) => one.id === id);
  return number < 1 ? name : text('person.named-again', { name, number: number + 1 });
};
