import type {
  AppearanceView,
  PaymentView,
  Problem,
  ProblemCode,
  ReadinessView,
  RefundView,
  RestoringView,
  SessionView,
  SettingsView,
  StaffPersonView,
  TillSnapshot,
  TillView,
} from '#contract';
import { usualAppearance } from '#domain/shop/appearance.ts';
import { phaseOf } from '../../../src-renderer/state/sale/payment-phase.ts';

/** Views as main would send them; a test names only what matters to it. */
export const NOON = Date.UTC(2026, 10, 5, 12);

/** As on a computer set to English, with these choices. */
export const appearance = (given: Partial<AppearanceView['chosen']> = {}): AppearanceView => ({
  chosen: { ...usualAppearance, ...given },
  language: given.language === undefined || given.language === 'system' ? 'en' : given.language,
});

export const payment = (given: Partial<PaymentView> = {}): PaymentView => ({
  reference: 'T1-20261105-000012-QK3M9Z7A',
  state: 'open',
  amount: 1250,
  currency: 'CNY',
  orderReference: '',
  note: '',
  startedAt: NOON,
  expiresAt: NOON + 600_000,
  gatewayId: '3010142',
  statusId: 1,
  statusName: 'Open',
  code: null,
  page: 'none',
  cancelling: 'no',
  late: false,
  refunded: 0,
  refunding: 0,
  amountMismatch: null,
  problem: null,
  settlable: false,
  byHand: null,
  ...given,
});

/** Of the payment above, for all of it. */
export const refund = (given: Partial<RefundView> = {}): RefundView => ({
  reference: 'T1-20261105-R00001-QK3M9Z7A',
  paymentReference: payment().reference,
  state: 'requested',
  amount: 1_250,
  currency: 'CNY',
  startedAt: NOON,
  reason: 'paid-late',
  note: '',
  askedBy: 'Lin',
  approvedBy: 'Chen',
  gatewayId: '77',
  problem: null,
  settlable: false,
  byHand: null,
  ...given,
});

export const till = (given: Partial<TillView> = {}): TillView => ({
  environment: 'live',
  storeName: 'Garden Café',
  storeId: 'SHOP-1',
  terminalId: 'T1',
  currency: 'CNY',
  timeZone: 'UTC',
  ceiling: 5_000_000,
  quickAmounts: [],
  connection: 'online',
  paused: false,
  clockSkewMs: null,
  readiness: { ready: true },
  journalHealth: null,
  otherTill: null,
  office: null,
  current: null,
  currentAge: 0,
  mayDismiss: given.current ? phaseOf(given.current) !== 'running' : false,
  parked: 0,
  unsettled: [],
  receipts: 'off',
  printer: true,
  training: null,
  ...given,
});

/** A till at which no charge can begin. */
export const unready = (
  code: ProblemCode,
  remedy: Extract<ReadinessView, { readonly ready: false }>['remedy'],
  details: Problem['details'] = {},
): TillView => till({ readiness: { ready: false, problem: { code, details }, remedy } });

/** A till in training with its network up. */
export const inTraining = till({
  environment: 'training',
  training: { network: 'up', losesNextAnswer: false, phone: null },
});

export const snapshot = (given: Partial<TillSnapshot> = {}): TillSnapshot => ({
  till: till(),
  history: [],
  unlisted: 0,
  charges: (given.history?.length ?? 0) + (given.unlisted ?? 0),
  ...given,
});

/** A new computer that may get a till's journal from the office. */
export const restoring = (has: Partial<RestoringView> = {}): RestoringView => ({
  state: 'offered',
  progress: null,
  till: null,
  shop: null,
  ...has,
});

export const restoredTill = {
  environment: 'live',
  storeName: 'Garden Café',
  stationName: 'Window',
  rows: 12_345,
} as const;

export const settings = (given: Partial<SettingsView> = {}): SettingsView => ({
  saved: {
    environment: 'test',
    siteId: '30201',
    apiKey: '',
    storeName: 'Garden Café',
    storeAddress: '',
    storeId: 'SHOP-1',
    terminalId: 'T1',
    country: 'CN',
    currency: 'CNY',
    email: 'till@garden.example',
    returnUrl: 'https://garden.example/thanks',
    tokenLifetime: '10',
    cutOff: '00:00',
    timeZone: '',
    ceiling: '50000.00',
    unusualCurrencyConfirmed: false,
    parkingAllowed: false,
    asksAfterPaid: false,
    showsGatewayPage: false,
    quickAmounts: '',
    customerLine: '',
    displayInches: '',
    displayDistance: '',
    updateFeed: '',
    trainingPhone: false,
    trainingNetwork: '',
    kiosk: false,
    startsWithComputer: false,
    receipts: { mode: 'ask', printer: 'none', address: '', width: 80, language: 'en' },
  },
  keySaved: ['test'],
  keyStore: 'available',
  assumedTimeZone: null,
  computerTimeZone: 'Asia/Shanghai',
  networks: [],
  locked: null,
  ...given,
});

const onList = (name: string, role: StaffPersonView['role']): StaffPersonView => ({
  id: name.toLowerCase(),
  name,
  role,
  lockedUntil: 0,
  lockedOut: false,
});

/** The staff of these tests. */
export const people: readonly StaffPersonView[] = [
  onList('Audrey', 'auditor'),
  onList('Chen', 'manager'),
  onList('Lin', 'cashier'),
  onList('Sun', 'supervisor'),
];

type SignedIn = Extract<SessionView, { stage: 'signed-in' }>;

/** The manager at the till, unless the test says who. */
export const signedIn = (given: Partial<SignedIn> = {}): SignedIn => ({
  stage: 'signed-in',
  person: { id: 'chen', name: 'Chen', role: 'manager' },
  isTraining: false,
  approval: null,
  changedOutside: null,
  people: [...people],
  ...given,
});

export const signedOut = (locked: SignedIn['person'] | null = null): SessionView => ({
  stage: 'signed-out',
  locked,
  people: [...people],
});
