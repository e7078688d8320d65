import type { Tone } from '../../parts/signal/tone.ts';
import type { SettingsForm } from '../../state/settings/settings-form.svelte.ts';

/** The colour that says whether something is unsaved or went wrong. */
export const toneOf = ({ outcome, isDirty }: Pick<SettingsForm, 'outcome' | 'isDirty'>): Tone => {
  switch (outcome.kind) {
    case 'problem':
      return 'stopped';
    case 'verdict':
      if (outcome.verdict === 'training') return isDirty ? 'signal' : 'ink';
      return outcome.verdict === 'works' ? 'good' : 'stopped';
    case 'saved':
      return isDirty ? 'signal' : 'good';
    case 'none':
    case 'saving':
    case 'testing':
    case 'printing':
    case 'printed':
      return isDirty ? 'signal' : 'ink';
    default:
      return outcome satisfies never;
  }
};
