/** What the till shows of training. */
import type { CustomerView, PaymentView, TillView } from '#contract/views.ts';
import type { Training } from '#services/ports.ts';

export type ShownTraining = Pick<Training, 'network' | 'losesNextAnswer' | 'phone'>;

const phoneView = (phone: ShownTraining['phone']): NonNullable<TillView['training']>['phone'] => {
  if (!phone) return null;
  const { state } = phone;
  return { state: state.at, address: state.at === 'open' ? new URL(state.origin).host : '' };
};

export const trainingView = (training: ShownTraining | null): TillView['training'] =>
  training && {
    network: training.network(),
    losesNextAnswer: training.losesNextAnswer(),
    phone: phoneView(training.phone),
  };

/** The link that a phone can open; it follows this computer's address. */
const linkFor = (training: ShownTraining | null, reference: string): string | null =>
  training?.phone?.linkTo(reference) ?? null;

/** The cashier's copy of the code, as a phone can open it. */
export const withPhoneLink = (view: PaymentView, training: ShownTraining | null): PaymentView =>
  view.code === null ? view : { ...view, code: linkFor(training, view.reference) ?? view.code };

/** The customer's code, as a phone can open it. */
export const withPhoneCode = (
  view: CustomerView,
  training: ShownTraining | null,
  reference: string | undefined,
): CustomerView => {
  const { code } = view;
  if (code === null || reference === undefined) return view;
  return { ...view, code: { ...code, payload: linkFor(training, reference) ?? code.payload } };
};
