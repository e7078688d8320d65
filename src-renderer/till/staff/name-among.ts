import { isSameName, text } from '#contract';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** People of one name, on a list of an earlier version, are numbered. */
export const nameAmong = (people: readonly Named[], { id, name }: Named): string => {
  const alike = people.filter((one) => isSameName(one.name, name));
  const number = alike.findIndex((one) => one.id === id);
  return number < 1 ? name : text('person.named-again', { name, number: number + 1 });
};
