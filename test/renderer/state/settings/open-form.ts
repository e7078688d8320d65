import type { SettingsInput, SettingsView } from '#contract';
import { SettingsForm } from '../../../../src-renderer/state/settings/settings-form.svelte.ts';
import { settings, till } from '../../harness/views.ts';
import type { FakeBridge } from '../fake-bridge.ts';
import { openFakeBridge } from '../fake-bridge.ts';

interface OpenForm {
  readonly bridge: FakeBridge;
  readonly form: SettingsForm;
  /** What is in the fields; the test types into it. */
  readonly typed: () => SettingsInput;
  /** With what the form has led into the guided set-up. */
  readonly led: readonly SettingsInput[];
}

/** The settings form of a till that answers with this view. */
export const openForm = async (view: Partial<SettingsView> = {}): Promise<OpenForm> => {
  const bridge = openFakeBridge();
  bridge.answer('settings.read', settings(view));
  const led: SettingsInput[] = [];
  const form = new SettingsForm(bridge, (draft) => void led.push(draft));
  await form.readFor(till());
  const typed = (): SettingsInput => {
    if (!form.typed) throw new Error('the form is empty');
    return form.typed;
  };
  return { bridge, form, typed, led };
};
