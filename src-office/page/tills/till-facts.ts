import type { TillLine } from '../../views/till-views.ts';
import type { Fact } from '../parts/fact.ts';
import { countWords } from '../words/money-words.ts';
import { sinceWords, stampWords } from '../words/time-words.ts';
import { text } from '../words/text.svelte.ts';
import { isSilent } from './till-look.ts';

type Waiting = NonNullable<TillLine['state']>['unresolved'];

const waitingWords = ({ count, oldestAt }: Waiting, now: number): string =>
  count === 0 || oldestAt === null
    ? text('till.none')
    : text('till.waiting', { count, time: sinceWords(oldestAt, now) });

const stateFacts = (till: TillLine, now: number): readonly Fact[] => {
  const { state } = till;
  if (!state) return [];
  const { unresolved, unsettled, openSince } = state;
  return [
    {
      name: text('till.day'),
      value:
        openSince === null
          ? text('till.day.closed')
          : text('till.day.open', { time: sinceWords(openSince, now) }),
    },
    { name: text('till.unresolved'), value: waitingWords(unresolved, now), isBad: unresolved.count > 0 },
    { name: text('till.unsettled'), value: waitingWords(unsettled, now), isBad: unsettled.count > 0 },
    {
      name: text('till.journal'),
      value: text(`till.journal.${state.journal}`),
      isBad: state.journal === 'bad',
    },
    {
      name: text('till.gateway'),
      value: text(`till.gateway.${state.gateway}`),
      isBad: state.gateway === 'bad',
    },
    {
      name: text('till.display'),
      value: text(`till.display.${state.display}`),
      isBad: state.display === 'bad',
    },
    { name: text('till.environment'), value: text(`environment.${state.environment}`) },
    { name: text('till.version'), value: state.version },
    { name: text('till.terminal'), value: [state.storeId, state.terminalId].filter(Boolean).join(' · ') },
  ];
};

const behindWords = ({ rows, rowsThere }: TillLine): string => {
  const behind = rowsThere - rows;
  return behind <= 0
    ? text('till.rows.all', { rows: countWords(rows) })
    : text('till.rows.behind', { count: behind });
};

export const tillFacts = (till: TillLine, now: number): readonly Fact[] => [
  {
    name: text('till.heard'),
    value: till.heardAt === null ? text('till.heard.never') : stampWords(till.heardAt),
    isBad: isSilent(till, now),
  },
  { name: text('till.rows'), value: behindWords(till), isBad: till.rowsThere > till.rows },
  ...stateFacts(till, now),
  { name: text('till.installation'), value: till.installation },
];
