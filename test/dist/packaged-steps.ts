import { typeByHand } from '../support/cashier.ts';
import { customerState, tillState } from '../support/station.ts';
import type { PackagedStation } from './packaged-station.ts';

export const ok = (step: string): void => console.log(`  ok  ${step}`);

/** A sale of 12.50 from the keypad to paid. */
export const sellInTraining = async ({ till, customer }: PackagedStation): Promise<void> => {
  await tillState(till, 'idle');
  await customerState(customer, 'idle');
  ok('both windows are open and idle');
  await typeByHand(till, '1250');
  await till.keyboard.press('Enter');
  await customer.getByTestId('customer-qr').waitFor();
  ok('1 2 5 0 Enter: the customer sees the code for 12.50');
  await till.getByTestId('training-scan').click();
  await tillState(till, 'pending');
  await till.getByTestId('training-pay').click();
  await Promise.all([tillState(till, 'paid'), customerState(customer, 'paid')]);
  ok('scanned and paid: both windows say so');
};
