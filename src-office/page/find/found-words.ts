import type { IconName } from '../../../src-renderer/parts/icon-paths.ts';
import type { FoundLine, FoundStory } from '../../views/find-views.ts';
import type { Fact } from '../parts/fact.ts';
import { moneyWords } from '../words/money-words.ts';
import { stampWords } from '../words/time-words.ts';
import { isTextKey, text } from '../words/text.svelte.ts';

/** The state in words; one that this page does not know yet is shown as it is. */
export const stateWords = ({ state }: FoundLine): string => {
  const key = `state.${state}`;
  return isTextKey(key) ? text(key) : state;
};

const ICONS: ReadonlyMap<string, IconName> = new Map<string, IconName>([
  ['sending', 'sending'],
  ['open', 'code'],
  ['pending', 'phone'],
  ['requested', 'hourglass'],
  ['paid', 'tick'],
  ['refunded', 'refund'],
  ['cancelled', 'cross'],
  ['failed', 'cross'],
  ['expired', 'hourglass'],
]);

export const stateIcon = ({ state }: FoundLine): IconName => ICONS.get(state) ?? 'question';

export const stateTone = ({ state }: FoundLine): 'ink' | 'good' | 'amber' | 'stopped' => {
  if (state === 'paid') return 'good';
  if (state === 'unknown') return 'amber';
  return ['cancelled', 'failed', 'expired'].includes(state) ? 'stopped' : 'ink';
};

export const signed = ({ kind, amount, currency }: FoundLine): string =>
  moneyWords({ amount: kind === 'refund' ? -amount : amount, currency });

export const eventWords = (type: string): string => {
  const key = `event.${type}`;
  return isTextKey(key) ? text(key) : type;
};

export const storyFacts = ({ line }: FoundStory, storeName: string): readonly Fact[] =>
  [
    { name: text('found.when'), value: stampWords(line.startedAt, line.timeZone) },
    { name: text('found.till'), value: `${storeName} · ${line.stationName}` },
    { name: text('found.cashier'), value: line.cashier ?? '' },
    { name: text('found.order'), value: line.orderReference },
    { name: text('found.number'), value: String(line.number) },
    { name: text('found.reference'), value: line.reference },
    { name: text('found.gateway'), value: line.gatewayId ?? '' },
  ].filter(({ value }) => value !== '');
