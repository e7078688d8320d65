import { currencyProblem } from '#domain/money.ts';
import type { JournalHealth } from '#domain/journal/journal-health.ts';
import type { EffectiveSettings } from '#domain/shop/settings/effective-settings.ts';
import type { OfficeDesk } from '#services/office/office-desk.ts';
import type { PaymentDesk } from '#services/payment/payment-desk.ts';
import type { ReadinessFacts } from '#services/payment/readiness.ts';
import type { ImportHold } from './import-hold.ts';
import type { Station, StationDeps } from './station.ts';

interface FactsDeps
  extends
    Pick<StationDeps, 'signedIn' | 'isChangingSettings'>,
    Pick<Station, 'blocked'>,
    Pick<ReadinessFacts, 'link'> {
  /** `current` is null while no shift is open. */
  readonly shifts: { readonly openSince: number | null };
  readonly payments: Pick<PaymentDesk, 'blocking'>;
  readonly health: () => JournalHealth;
  readonly hold: Pick<ImportHold, 'holds'>;
  readonly office: Pick<OfficeDesk, 'isReplaced'>;
  readonly settings: Pick<EffectiveSettings, 'terminal' | 'enabledCurrencies'>;
}

/** Settings change only together with the station. */
const currencyOf = ({
  terminal: { currency },
  enabledCurrencies,
}: FactsDeps['settings']): ReadinessFacts['currency'] => ({
  code: currency,
  problem: currencyProblem(currency, enabledCurrencies),
});

/** What decides whether this station can charge; each read returns the current state. */
export const readinessFacts = (deps: FactsDeps): ReadinessFacts => ({
  get isChangingSettings() {
    return deps.isChangingSettings();
  },
  get role() {
    return deps.signedIn()?.role ?? null;
  },
  isSetUp: deps.blocked === null,
  get isReplaced() {
    return deps.office.isReplaced;
  },
  currency: currencyOf(deps.settings),
  get diskTrouble() {
    return deps.health().diskTrouble;
  },
  get isImporting() {
    return deps.hold.holds;
  },
  get isShiftOpen() {
    return deps.shifts.openSince !== null;
  },
  get blocking() {
    return deps.payments.blocking;
  },
  link: deps.link,
});
