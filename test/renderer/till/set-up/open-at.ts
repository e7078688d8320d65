import type { RestoringView, SettingsInput, SetUpStep } from '#contract';
import type { TillWindow } from '../../harness/till-window.ts';
import { inTraining, settings, signedIn } from '../../harness/views.ts';

const DISPLAYS = [
  { id: 1, label: 'Till', width: 1280, height: 800, shows: 'till' },
  { id: 2, label: '', width: 800, height: 480, shows: 'customer' },
];

/** The set-up of a new till, continued at a step. */
export const openAt = async (
  shown: TillWindow,
  step: SetUpStep,
  change: Partial<SettingsInput> = {},
  before: Partial<SettingsInput> = {},
  restores = false,
  till: RestoringView | null = null,
): Promise<void> => {
  const saved = { ...settings().saved, ...before };
  const typed: SettingsInput = { ...saved, environment: 'live', ...change };
  const view = {
    stage: 'under-way',
    opens: true,
    kept: { step, typed, opensShift: true, restores },
    rollOutFault: null,
  };
  await shown.open({ till: inTraining }, signedIn({ people: [], isTraining: true }));
  await shown.reply('settings.read', { ok: true, value: settings({ saved, keySaved: ['live'] }) });
  await shown.reply('setUp.read', { ok: true, value: view });
  await shown.reply('setUp.keep', { ok: true, value: view });
  await shown.reply('setUp.displays', { ok: true, value: DISPLAYS });
  await shown.reply('setUp.restoring', { ok: true, value: till });
  await shown.page.getByTestId('band-set-up').click();
  await shown.page.locator(`[data-testid="set-up"][data-step="${step}"]`).waitFor();
};
