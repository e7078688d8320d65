import type { PlannedStep, Reason } from '#simulator/store/steps.ts';
import { STATUS } from '#simulator/store/statuses.ts';
import type { FaultName } from './faults.ts';

/** How every answer about a payment differs from the documented one. */
export type Quirk =
  | 'wrong-amount'
  | 'wrong-currency'
  | 'number-types'
  | 'null-customer'
  | 'empty-reasons'
  | 'keys-left-out'
  | 'qr-code-given';

/** How a payment goes; a field left out means the default behaviour. */
export type Scenario = {
  readonly title: string;
  /** The last two digits of an Amount that choose this scenario. */
  readonly ending?: string;
  /** Steps that happen by themselves, counted from the creation. */
  readonly steps?: readonly PlannedStep[];
  /** Steps that happen by themselves once the customer has scanned. */
  readonly afterScan?: readonly PlannedStep[];
  /** The result of a cancel call. */
  readonly cancel?: 'refused' | readonly PlannedStep[];
  readonly refunds?: 'fail';
  /** The creation is refused with these. */
  readonly refusal?: readonly Reason[];
  readonly quirk?: Quirk;
  /** Trouble with the create call itself. */
  readonly fault?: FaultName;
  /** The fault strikes only the first create with this MerchantTransactionID. */
  readonly onlyFirstTry?: true;
};

/** Why a declined payment failed. undocumented: which code stands for a wallet's refusal. */
export const DECLINED: Reason[] = [{ Code: 15, Info: 'The customer or the wallet refused the payment' }];

const after = (seconds: number, statusId: number, reasons?: Reason[]): PlannedStep =>
  reasons === undefined
    ? { afterMs: seconds * 1000, statusId }
    : { afterMs: seconds * 1000, statusId, reasons };

/**
 * Every scenario, and the only place with the endings. All of it is undocumented: the vendor has no test data for this
 * method, so here the last two digits of the Amount choose what happens. 11 (the documented sample) and 00 (the
 * commonest price) stay ordinary. `node scripts/simulator.ts` prints the table.
 */
const TABLE = {
  waits: { title: 'Open until a person or the control calls act, or it expires' },
  'pays-soon': { ending: '01', title: 'Success after 2 s', steps: [after(2, STATUS.success)] },
  'pays-late': { ending: '02', title: 'Success after 20 s', steps: [after(20, STATUS.success)] },
  declines: { ending: '03', title: 'Failed after 2 s', steps: [after(2, STATUS.failed, DECLINED)] },
  'expires-early': { ending: '04', title: 'Expired after 3 s', steps: [after(3, STATUS.expired)] },
  'customer-cancels': { ending: '05', title: 'Cancelled after 2 s', steps: [after(2, STATUS.cancelled)] },
  'slow-answer': { ending: '06', title: 'the create answers after 5 s', fault: 'slow-answer' },
  'answer-lost': { ending: '07', title: 'stored, the connection is dropped', fault: 'answer-lost' },
  'server-error-once': {
    ending: '08',
    title: 'first create 500 and not stored, the next is fine',
    fault: 'server-error',
    onlyFirstTry: true,
  },
  'unavailable-after-storing': {
    ending: '09',
    title: 'stored, answered 503',
    fault: 'unavailable-after-storing',
  },
  'too-many-requests-once': {
    ending: '10',
    title: 'first create 429 with Retry-After: 2, the next is fine',
    fault: 'too-many-requests',
    onlyFirstTry: true,
  },
  'malformed-answer': { ending: '12', title: 'stored, half of the JSON arrives', fault: 'malformed-answer' },
  'wrong-amount': { ending: '13', title: 'every answer shows another Amount', quirk: 'wrong-amount' },
  'wrong-currency': { ending: '14', title: 'every answer shows another Currency', quirk: 'wrong-currency' },
  'cancel-refused': { ending: '15', title: 'cancel answers 400 with code 122', cancel: 'refused' },
  'late-success': {
    ending: '16',
    title: 'Expired after 3 s, Success 5 s later',
    steps: [after(3, STATUS.expired), after(8, STATUS.success)],
  },
  'unknown-return-code': {
    ending: '17',
    title: 'refused with code 149',
    refusal: [{ Code: 149, Info: 'A reason no published table lists' }],
  },
  /** The documented refusal; the till's own checks never send such a country. */
  'country-refused': {
    title: 'refused with code 147, by the control call only',
    refusal: [
      {
        Code: 147,
        Info: 'Address details are invalid (BillingAddress)Country - RegEx: ^[a-zA-Z]{2}$;',
      },
    ],
  },
  'number-types': {
    ending: '18',
    title: 'Amount is a number; Failed after 2 s with a text Code',
    quirk: 'number-types',
    steps: [after(2, STATUS.failed, DECLINED)],
  },
  'unknown-status': {
    ending: '19',
    title: 'status 99 after 2 s, Success 5 s later',
    steps: [after(2, 99), after(7, STATUS.success)],
  },
  'html-502-once': {
    ending: '20',
    title: 'first create 502 in HTML and not stored, the next is fine',
    fault: 'html-502',
    onlyFirstTry: true,
  },
  'html-502-after-storing': {
    ending: '21',
    title: 'stored, answered 502 in HTML',
    fault: 'html-502-after-storing',
  },
  'goes-backwards': {
    ending: '22',
    title: 'PendingOnProvider at 2 s, Open at 4 s, Success at 8 s',
    steps: [after(2, STATUS.pendingOnProvider), after(4, STATUS.open), after(8, STATUS.success)],
  },
  'empty-reasons': {
    ending: '23',
    title: 'Reasons is [] instead of null; Success after 2 s',
    quirk: 'empty-reasons',
    steps: [after(2, STATUS.success)],
  },
  'null-customer': {
    ending: '24',
    title: 'Customer is null in every answer; Success after 2 s',
    quirk: 'null-customer',
    steps: [after(2, STATUS.success)],
  },
  'keys-left-out': {
    title:
      'no key whose value is null, and Refunds is null without refunds; Success after 2 s; by the control call only',
    quirk: 'keys-left-out',
    steps: [after(2, STATUS.success)],
  },
  'qr-code-given': { ending: '26', title: 'QRCodeURL holds a text to encode', quirk: 'qr-code-given' },
  'declined-after-scan': {
    ending: '27',
    title: 'Failed 2 s after the customer scanned',
    afterScan: [after(2, STATUS.failed, DECLINED)],
  },
  'pending-for-long': {
    ending: '28',
    title: 'PendingOnProvider at 2 s, Success at 60 s',
    steps: [after(2, STATUS.pendingOnProvider), after(60, STATUS.success)],
  },
  'paid-after-decline': {
    ending: '29',
    title: 'Failed after 2 s, Success 5 s later',
    steps: [after(2, STATUS.failed, DECLINED), after(7, STATUS.success)],
  },
  'paid-after-cancel': {
    ending: '31',
    title: 'cancel succeeds, Success 5 s later',
    cancel: [after(0, STATUS.cancelled), after(5, STATUS.success)],
  },
  'cancel-requested': {
    ending: '32',
    title: 'cancel answers CancelRequested, Cancelled 2 s later',
    cancel: [after(0, STATUS.cancelRequested), after(2, STATUS.cancelled)],
  },
  'request-lost-once': {
    ending: '33',
    title: 'first create dropped and not stored, the next is fine',
    fault: 'request-lost',
    onlyFirstTry: true,
  },
  'refunds-fail': {
    ending: '34',
    title: 'Success after 2 s; its refunds turn Failed',
    steps: [after(2, STATUS.success)],
    refunds: 'fail',
  },
  'no-answer': { ending: '35', title: 'stored, never answered', fault: 'no-answer' },
} satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof TABLE;

/** Every scenario by name. */
export const SCENARIOS: Readonly<Record<ScenarioName, Scenario>> = TABLE;

/** The names in table order, for checks at run time and for lists. */
export const SCENARIO_NAMES = Object.keys(TABLE) as [ScenarioName, ...ScenarioName[]];

/** The scenario an Amount in hundredths ("1201") chooses by its last two digits, or undefined. */
export function scenarioForAmount(amount: string): ScenarioName | undefined {
  const ending = amount.padStart(2, '0').slice(-2);
  return SCENARIO_NAMES.find((name) => SCENARIOS[name].ending === ending);
}
