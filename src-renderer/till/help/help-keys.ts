import type { TextKey } from '#contract';

interface HelpGroup {
  readonly title: TextKey;
  readonly keys: readonly { readonly keys: readonly string[]; readonly does: TextKey }[];
}

/** Every key of the till, for the sheet that F1 opens. */
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
