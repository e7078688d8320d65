import { join } from 'node:path';
import { z } from 'zod';
import { SetUpKeep } from '#contract/views/set-up/set-up-views.ts';
import { SettingsInput } from '#contract/views/set-up/settings-views.ts';
import { draftFrom } from '#domain/shop/set-up-draft.ts';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { showSettings } from '#domain/shop/settings/typed-settings.ts';
import { SET_UP_STAGES } from '#domain/shop/set-up.ts';
import { jsonFile } from '#files/json-file.ts';
import type { Log, SetUpFile, SetUpNote } from '#services/ports.ts';
import { changedFields } from '#files/changed-fields.ts';
import { optionalFile } from './quarantine-file.ts';

const usual = draftFrom(showSettings(defaultSettings));

/** Gives a field that did not exist yet when the file was written its default. */
const withNewFields = (typed: unknown): unknown => {
  const parsed = z.looseObject({ receipts: z.looseObject({}) }).safeParse(typed);
  if (!parsed.success) return typed;
  return { ...usual, ...parsed.data, receipts: { ...usual.receipts, ...parsed.data.receipts } };
};

const note = z.object({
  stage: z.enum(SET_UP_STAGES),
  kept: SetUpKeep.extend({ typed: z.preprocess(withNewFields, SettingsInput) }).nullable(),
}) satisfies z.ZodType<SetUpNote>;

/**
 * How far the guided set-up came, in `<home>/set-up.json`; no secret is in it. An unreadable file is kept beside it as
 * `set-up.broken-<n>.json`, and the set-up starts over. `write` throws as an optional file's does; the
 * file then keeps its old content.
 */
export const openSetUpFile = (home: string, log: Log): SetUpFile => {
  const file = jsonFile<SetUpNote>(join(home, 'set-up.json'), note, 2);
  const damaged = 'the progress of the set-up cannot be read; it begins anew';
  return optionalFile(file, { fallback: { stage: 'new', kept: null }, merge: changedFields, log, damaged });
};
