import type { Person, Right } from './may.ts';
import { may } from './may.ts';
import type { HeldPerson } from './person-row.ts';

/** Whether somebody still has the right that the request began with; `people` are held by the transaction. */
export const mayStill = (
  people: ReadonlyMap<string, HeldPerson>,
  { id }: Pick<Person, 'id'>,
  right: Right,
): boolean => {
  const held = people.get(id);
  return held !== undefined && may(held.person, right);
};

/** In any order: people tick stores as the page lists them. */
const areSameStores = (some: Person['stores'], others: Person['stores']): boolean =>
  JSON.stringify(some?.toSorted() ?? null) === JSON.stringify(others?.toSorted() ?? null);

/** Whether somebody still has exactly the role and the stores that the request began with. */
export const isUnchanged = (
  people: ReadonlyMap<string, HeldPerson>,
  { id, role, stores }: Pick<Person, 'id' | 'role' | 'stores'>,
): boolean => {
  const held = people.get(id)?.person;
  return held?.role === role && areSameStores(held.stores, stores);
};
