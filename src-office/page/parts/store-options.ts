import type { Session } from '../calls/session.svelte.ts';
import { text } from '../words/text.svelte.ts';

interface Option {
  readonly value: string;
  readonly label: string;
}

export const storeOptions = ({ stores }: Session): readonly Option[] =>
  stores.map(({ store, name }) => ({ value: store, label: name }));

/** '' for all of them. */
export const allOrOneStore = (session: Session): readonly Option[] => [
  { value: '', label: text('store.all') },
  ...storeOptions(session),
];
