import type { TextKey } from '#contract';
import { text } from '#contract';

interface HelpGroup {
  readonly title: TextKey;
  readonly keys: readonly { readonly keys: readonly string[]; readonly does: TextKey }[];
}

/** Every key of the till, for the page that F1 opens. */
export const HELP_GROUPS: readonly HelpGroup[] = [
  {
    title: 'help.selling',
    keys: [
      { keys: ['0–9'], does: 'help.digits' },
      { keys: ['.', ','], does: 'help.point' },
      { keys: ['+', '−', '×'], does: 'help.sum' },
      { keys: ['←'], does: 'help.erase' },
      { keys: ['C', 'Del'], does: 'help.clear' },
      { keys: ['Enter'], does: 'help.enter' },
      { keys: ['F12'], does: 'help.again' },
      { keys: ['Esc'], does: 'help.escape' },
      { keys: ['Ctrl V'], does: 'help.paste' },
      { keys: ['F6'], does: 'order.label' },
      { keys: ['F7'], does: 'sale.note' },
    ],
  },
  {
    title: 'help.places',
    keys: [
      { keys: ['F1'], does: 'help.help' },
      { keys: ['F2'], does: 'rail.sale' },
      { keys: ['F3'], does: 'rail.history' },
      { keys: ['F4'], does: 'rail.day' },
      { keys: ['F5'], does: 'rail.overview' },
      { keys: ['F8'], does: 'rail.staff' },
      { keys: ['F9'], does: 'rail.audit' },
      { keys: ['F10'], does: 'rail.settings' },
    ],
  },
  {
    title: 'rail.history',
    keys: [
      { keys: ['/', 'Ctrl F'], does: 'help.find' },
      { keys: ['↑', '↓', 'PgUp', 'PgDn'], does: 'help.rows' },
      { keys: ['Home', 'End'], does: 'help.ends' },
      { keys: ['Enter'], does: 'help.open' },
      { keys: ['Esc'], does: 'help.back' },
    ],
  },
];

const NAMED_KEYS = new Map<string, TextKey>([
  ['Enter', 'keys.enter'],
  ['Esc', 'keys.escape'],
  ['Del', 'keys.delete'],
  ['Ctrl', 'keys.control'],
  ['PgUp', 'keys.page-up'],
  ['PgDn', 'keys.page-down'],
  ['Home', 'keys.home'],
  ['End', 'keys.end'],
]);

/** The labels that keys have in the language's countries: 'Strg V' for 'Ctrl V'. */
export const keyWords = (key: string): string =>
  key
    .split(' ')
    .map((part) => {
      const named = NAMED_KEYS.get(part);
      return named ? text(named) : part;
    })
    .join(' ');
