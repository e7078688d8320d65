import { join } from 'node:path';
import { z } from 'zod';
import { SettingsInput } from '#contract/views/set-up/settings-views.ts';
import type { RollOutFault } from '#domain/shop/set-up.ts';
import { draftFrom } from '#domain/shop/set-up-draft.ts';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import type { FieldName, TypedSettings } from '#domain/shop/settings/typed-settings.ts';
import { fieldFault, showSettings } from '#domain/shop/settings/typed-settings.ts';
import { codeOf } from '#files/error-code.ts';
import { jsonFile } from '#files/json-file.ts';
import type { RollOut } from '#services/ports.ts';

/** Every field of the settings but the ApiKey, which is a secret. docs/installing/roll-out.md describes them. */
const Prepared = SettingsInput.omit({ apiKey: true, environment: true, receipts: true })
  .extend({
    environment: z.enum(['test', 'live']),
    receipts: SettingsInput.shape.receipts.partial(),
  })
  .partial();
type Prepared = z.infer<typeof Prepared>;

const givenFields = ({ receipts = {}, ...fields }: Prepared): readonly FieldName[] => [
  ...(Object.keys(fields) as FieldName[]),
  ...(Object.keys(receipts).map((name) => `receipts.${name}`) as FieldName[]),
];

const inField = (field: string): RollOutFault => ({ why: 'field', field });

const faultOf = (error: unknown): RollOutFault => {
  if (codeOf(error) !== '') return { why: 'unreadable', field: '' };
  const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
  const path = issue?.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]] : issue?.path;
  return path === undefined || path.length === 0 ? { why: 'not-json', field: '' } : inField(path.join('.'));
};

/** What `<home>/countertop.json` prepares: it is used only if all of it is valid. */
export const readRollOut = (home: string): RollOut => {
  const read = jsonFile<Prepared>(join(home, 'countertop.json'), Prepared).read();
  if (read.state === 'missing') return { state: 'none' };
  if (read.state === 'damaged') return { state: 'wrong', fault: faultOf(read.error) };
  const empty = draftFrom(showSettings(defaultSettings));
  const receipts = Object.assign({ ...empty.receipts }, read.value.receipts);
  const typed: TypedSettings = Object.assign({ ...empty }, read.value, { receipts });
  const fault = givenFields(read.value).find((field) => fieldFault(field, typed, true) !== null);
  return fault === undefined ? { state: 'read', typed } : { state: 'wrong', fault: inField(fault) };
};
