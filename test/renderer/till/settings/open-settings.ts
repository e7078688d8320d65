import type { SettingsView } from '#contract';
import type { TillWindow } from '../../harness/till-window.ts';
import { settings, signedIn } from '../../harness/views.ts';

/** Opens Settings as main reports them; resolves to what it reported. */
export const openSettingsIn = async (
  shown: TillWindow,
  view: Partial<SettingsView> = {},
  session = signedIn(),
): Promise<SettingsView> => {
  const read = settings(view);
  await shown.open({}, session);
  await shown.reply('settings.read', { ok: true, value: read });
  await shown.page.getByTestId('rail-settings').click();
  await shown.page.getByTestId('field-storeName').waitFor();
  return read;
};
