import { currencyProblem, MOST_HUNDREDTHS, parseAmount } from '#domain/money.ts';
import type { ChosenEnvironment, ExportSettings, ReceiptSettings, Settings } from '#domain/shop/settings.ts';
import { isPrinterAddressValid } from '#domain/shop/settings.ts';
import type { FieldName, Terminal } from '#domain/shop/terminal.ts';
import { isFieldValid, tidyField } from '#domain/shop/terminal.ts';
import type { ActivityJournal } from '#services/journal-ports.ts';
import type { Gateway, OpenGateway } from '#services/gateway/gateway-port.ts';
import type { Clock, Log, SealedKey, SettingsFile, Vault } from '#services/ports.ts';
import type { Acting } from '#services/staff/session.ts';

/** The settings as typed on a screen: texts. */
export interface TypedSettings extends Readonly<Record<FieldName, string>> {
  readonly environment: ChosenEnvironment;
  readonly ceiling: string;
  readonly unusualCurrencyConfirmed: boolean;
  readonly parkingAllowed: boolean;
  readonly receipts: ReceiptSettings;
}

export type SettingsField = FieldName | 'ceiling' | 'printerAddress';

export type ReadSettings =
  | { readonly valid: true; readonly settings: Omit<Settings, keyof ExportSettings> }
  | { readonly valid: false; readonly field: SettingsField };

const TERMINAL_FIELDS = [
  'storeName',
  'storeId',
  'terminalId',
  'country',
  'currency',
  'email',
  'returnUrl',
  'tokenLifetime',
] as const satisfies readonly FieldName[];

const tidied = (typed: TypedSettings): Terminal => ({
  storeName: tidyField('storeName', typed.storeName),
  storeId: tidyField('storeId', typed.storeId),
  terminalId: tidyField('terminalId', typed.terminalId),
  country: tidyField('country', typed.country),
  currency: tidyField('currency', typed.currency),
  email: tidyField('email', typed.email),
  returnUrl: tidyField('returnUrl', typed.returnUrl),
  tokenLifetime: Number(tidyField('tokenLifetime', typed.tokenLifetime)),
});

const firstInvalid = (typed: TypedSettings, keySaved: boolean): FieldName | undefined => {
  const secret = typed.environment !== 'training' && !(keySaved && typed.apiKey === '');
  const asked: FieldName[] = [
    ...(typed.environment === 'training' ? [] : (['siteId'] as const)),
    ...(secret ? (['apiKey'] as const) : []),
    ...TERMINAL_FIELDS,
    'storeAddress',
    'cutOff',
    'timeZone',
  ];
  return asked.find((field) => !isFieldValid(field, tidyField(field, typed[field])));
};

/** Turns typed settings into settings, or names the first field that is not right. */
export const readSettings = (typed: TypedSettings, keySaved: boolean): ReadSettings => {
  const field = firstInvalid(typed, keySaved);
  if (field) return { valid: false, field };
  const terminal = tidied(typed);
  const enabledCurrencies = typed.unusualCurrencyConfirmed ? [terminal.currency] : [];
  if (currencyProblem(terminal.currency, enabledCurrencies)) return { valid: false, field: 'currency' };
  const ceiling = parseAmount(typed.ceiling, terminal.currency);
  if (!ceiling || ceiling > MOST_HUNDREDTHS) return { valid: false, field: 'ceiling' };
  const receipts = { ...typed.receipts, address: typed.receipts.address.trim() };
  if (!isPrinterAddressValid(receipts.printer, receipts.address))
    return { valid: false, field: 'printerAddress' };
  return {
    valid: true,
    settings: {
      environment: typed.environment,
      siteId: tidyField('siteId', typed.siteId),
      terminal,
      storeAddress: tidyField('storeAddress', typed.storeAddress),
      ceiling,
      enabledCurrencies,
      parkingAllowed: typed.parkingAllowed,
      cutOff: tidyField('cutOff', typed.cutOff),
      timeZone: tidyField('timeZone', typed.timeZone),
      receipts,
    },
  };
};

export type SettingsChange =
  | { readonly changed: true; readonly settings: Settings }
  | { readonly changed: false; readonly why: 'invalid'; readonly field: SettingsField }
  | { readonly changed: false; readonly why: 'no-key-store' | 'settings-not-written' };

export interface SettingsPorts {
  readonly vault: Vault;
  readonly file: SettingsFile;
  readonly openGateway: OpenGateway;
  readonly clock: Clock;
  readonly log: Log;
  readonly journal: () => ActivityJournal;
}

const PLAIN_FIELDS = [
  'environment',
  'siteId',
  'storeAddress',
  'ceiling',
  'parkingAllowed',
  'cutOff',
  'timeZone',
] as const;

/** Names of what would be different, for the books: they never hold a value. */
const changedFields = (before: Settings, after: Settings, typed: TypedSettings): readonly string[] => [
  ...PLAIN_FIELDS.filter((field) => before[field] !== after[field]),
  ...(before.enabledCurrencies.join() === after.enabledCurrencies.join() ? [] : ['enabledCurrencies']),
  ...TERMINAL_FIELDS.filter((field) => before.terminal[field] !== after.terminal[field]),
  ...(typed.environment !== 'training' && typed.apiKey !== '' ? ['apiKey'] : []),
];

/**
 * Saves typed settings and their ApiKey, both or neither: the key is sealed and on disk before the settings are
 * written, and takes the place of the old one only after. Who changes what is in the books before anything changes.
 */
export const changeSettings = async (
  ports: SettingsPorts,
  typed: TypedSettings,
  acting: Acting,
): Promise<SettingsChange> => {
  const { vault, file, log, journal, clock } = ports;
  const read = readSettings(typed, vault.hasKey(typed.environment));
  if (!read.valid) return { changed: false, why: 'invalid', field: read.field };
  const before = file.read();
  const settings: Settings = { ...before, ...read.settings };
  const write = (): void => {
    const fields = changedFields(before, settings, typed);
    journal().record({ type: 'settings-changed', ...acting, fields }, clock.now());
    file.write(settings);
  };
  try {
    if (typed.environment === 'training' || typed.apiKey === '') write();
    else {
      const key = await vault.seal(typed.environment, tidyField('apiKey', typed.apiKey));
      if (!key.sealed) return { changed: false, why: key.why };
      withKey(key, write);
    }
  } catch (error) {
    log.error('the settings could not be written', { error });
    return { changed: false, why: 'settings-not-written' };
  }
  return { changed: true, settings };
};

const withKey = (key: SealedKey & { sealed: true }, write: () => void): void => {
  try {
    write();
  } catch (error) {
    key.drop();
    throw error;
  }
  key.keep();
};

const isOfGateway = (field: SettingsField): field is FieldName =>
  field !== 'ceiling' && field !== 'printerAddress';

export type Verdict =
  | { readonly verdict: 'incomplete'; readonly field: FieldName | null }
  | {
      readonly verdict:
        | 'works'
        | 'currency-not-offered'
        | 'credentials-refused'
        | 'unreachable'
        | 'no-answer'
        | 'gateway-trouble';
    };

const ask = async (gateway: Gateway, currency: string): Promise<Verdict> => {
  const answer = await gateway.method();
  switch (answer.kind) {
    case 'ok': {
      const { currencies } = answer.value;
      const offered = currencies.length === 0 || currencies.includes(currency);
      return { verdict: offered ? 'works' : 'currency-not-offered' };
    }
    case 'credentials-refused':
    case 'unreachable':
    case 'no-answer':
      return { verdict: answer.kind };
    case 'rejected':
    case 'not-found':
    case 'server-fault':
    case 'malformed':
      return { verdict: 'gateway-trouble' };
    default:
      return answer satisfies never;
  }
};

/** Tries typed settings against the gateway without saving anything: asks for method 24, which costs nobody money. */
export const testSettings = async (ports: SettingsPorts, typed: TypedSettings): Promise<Verdict> => {
  const { vault, openGateway } = ports;
  const { environment } = typed;
  const read = readSettings(typed, vault.hasKey(environment));
  if (!read.valid) return { verdict: 'incomplete', field: isOfGateway(read.field) ? read.field : null };
  if (environment === 'training') return { verdict: 'works' };
  const apiKey = typed.apiKey === '' ? await vault.load(environment) : tidyField('apiKey', typed.apiKey);
  if (apiKey === undefined) return { verdict: 'incomplete', field: 'apiKey' };
  const gateway = openGateway(environment, read.settings.siteId, apiKey);
  try {
    return await ask(gateway, read.settings.terminal.currency);
  } finally {
    await gateway.close();
  }
};
