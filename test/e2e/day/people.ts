/** The people of a day: added on screen, signing in, handing over and approving for each other. */
import type { Page } from 'playwright-core';

export interface Worker {
  readonly name: string;
  readonly pin: string;
}

const fillPin = async (till: Page, testid: string, pin: string): Promise<void> => {
  await till.getByTestId(testid).fill(pin);
  await till.getByTestId(`${testid}-again`).fill(pin);
};

export const makeFirstManager = async (till: Page, { name, pin }: Worker): Promise<void> => {
  await till.getByTestId('first-manager-name').fill(name);
  await fillPin(till, 'first-manager-pin', pin);
  await till.getByTestId('first-manager-save').click();
  await till.getByTestId('sign-out').waitFor();
};

export const addCashier = async (till: Page, { name, pin }: Worker): Promise<void> => {
  await till.getByTestId('person-name').fill(name);
  await fillPin(till, 'person-pin', pin);
  await till.getByTestId('person-save').click();
  await till.getByTestId('staff-row').filter({ hasText: name }).waitFor();
};

/** Chooses the name and types the PIN wherever they are asked for. */
const enterPin = async (till: Page, { name, pin }: Worker): Promise<void> => {
  await till.getByRole('button', { name }).click();
  await till.keyboard.type(pin);
  await till.keyboard.press('Enter');
};

export const signIn = async (till: Page, worker: Worker): Promise<void> => {
  await till.getByTestId('sign-in').waitFor();
  await enterPin(till, worker);
  await till.getByTestId('sign-out').waitFor();
};

/** Approves what the till asks about. */
export const approve = async (till: Page, worker: Worker): Promise<void> => {
  await till.getByTestId('approval').waitFor();
  await enterPin(till, worker);
  await till.getByTestId('approval').waitFor({ state: 'detached' });
};

/** The next person signs in and takes over the till with its shift; `declared` is what they counted. */
export const takeOver = async (till: Page, worker: Worker, declared: string): Promise<void> => {
  await signIn(till, worker);
  await till.getByTestId('rail-day').click();
  await till.getByTestId('shift-declared').fill(declared);
  await till.getByTestId('shift-hand-over').click();
  await till.getByTestId('shift').filter({ hasText: worker.name }).waitFor();
  await till.getByTestId('rail-sale').click();
  await till.getByTestId('charge').waitFor();
};
