import { expect } from 'vitest';
import type { LinkCheckView, SettingsInput, SettingsView } from '#contract';
import { LINK_STEPS } from '#contract';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { showSettings } from '#domain/shop/settings/typed-settings.ts';
import { SetUp } from '../../../../src-renderer/state/set-up/set-up.svelte.ts';
import { restoring, settings } from '../../harness/views.ts';
import type { FakeBridge } from '../fake-bridge.ts';
import { openFakeBridge } from '../fake-bridge.ts';

export const training = showSettings(defaultSettings);
export const shop: SettingsInput = { ...settings().saved, environment: 'live' };
export const nobody = { stage: 'new', opens: true, kept: null, rollOutFault: null } as const;

export const checks = (verdict: LinkCheckView['verdict']): LinkCheckView[] =>
  LINK_STEPS.map((step) => ({ step, verdict, reason: 'waits', facts: {} }));

export interface Opened {
  readonly bridge: FakeBridge;
  readonly setUp: SetUp;
  readonly typed: () => SettingsInput;
  /** Whether people work here already. */
  readonly staff: { isThere: boolean };
}

export const open = async (
  view: Partial<SettingsView> = {},
  draft: SettingsInput | null = null,
): Promise<Opened> => {
  const bridge = openFakeBridge();
  bridge.answer('settings.read', settings({ saved: training, keySaved: [], ...view }));
  bridge.answer('setUp.read', nobody);
  bridge.answer('setUp.keep', nobody);
  bridge.answer('setUp.test', { checks: checks('pass'), field: null });
  bridge.answer('settings.save', { settings: settings() });
  bridge.answer('setUp.leave', {});
  bridge.answer('setUp.restoring', restoring());
  const staff = { isThere: false };
  const setUp = new SetUp(bridge, () => staff.isThere);
  await setUp.enter(draft);
  const typed = (): SettingsInput => {
    if (!setUp.draft.typed) throw new Error('the set-up is empty');
    return setUp.draft.typed;
  };
  return { bridge, setUp, typed, staff };
};

/** With everything typed, at the connection test, which has ended. */
export const atTest = async (
  verdict: LinkCheckView['verdict'],
  view: Partial<SettingsView> = {},
): Promise<Opened> => {
  const opened = await open({ keySaved: ['live'], ...view });
  opened.bridge.answer('setUp.test', { checks: checks(verdict), field: null });
  Object.assign(opened.typed(), shop);
  for (const step of ['shop', 'credentials', 'test'] as const) {
    await opened.setUp.next();
    expect(opened.setUp.step).toBe(step);
  }
  await expect.poll(() => opened.setUp.link.testing).toBe(false);
  return opened;
};

export const toLastPage = async ({ setUp }: Opened): Promise<void> => {
  while (setUp.step !== 'finish') await setUp.next();
};
