import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { payment, inTraining, snapshot, till } from '../../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);

describe('the till’s environment', () => {
  test('live shows no band and no panel to play the customer', async () => {
    await shown.open();
    expect(await at('training-band').count()).toBe(0);
    expect(await at('training-panel').count()).toBe(0);
  });

  test('training is marked across the window, on every screen', async () => {
    await shown.open({ till: inTraining });
    expect(await at('training-band').textContent()).toContain('Training');
    await at('rail-settings').click();
    expect(await at('training-band').isVisible()).toBe(true);
  });

  test('a change of environment replaces everything at once', async () => {
    await shown.open({ till: till({ environment: 'training', storeName: 'Training Store' }) });
    await shown.push('till.replaced', snapshot({ till: till({ storeName: 'Garden Café' }) }));
    await at('training-band').waitFor({ state: 'detached' });
  });

  test.each([
    ['idle', 'Not tried yet', ''],
    ['online', 'Online', ''],
    ['no-internet', 'No internet', 'Check this computer’s network.'],
    ['gateway-down', 'Gateway down', 'charge again once it is back'],
    ['gateway-slow', 'Gateway slow', 'charge nothing twice'],
    ['credentials-refused', 'Credentials refused', 'Correct SiteID and ApiKey in Settings.'],
  ] as const)(
    'the connection is shown in words: %s is “%s”, and trouble comes with what to do',
    async (name, word, advice) => {
      await shown.open({ till: till({ connection: name }) });
      expect(await at('connection').textContent()).toBe(word);
      if (advice === '') expect(await at('connection-advice').count()).toBe(0);
      else {
        expect(await at('connection-advice').innerText()).toContain(advice);
        expect(await at('connection-advice').innerText()).toMatch(/payments in progress are safe/i);
      }
    },
  );

  test('while the till does not call the gateway it says that nothing is sent', async () => {
    await shown.open({ till: till({ connection: 'gateway-down', paused: true }) });
    expect(await at('connection-advice').innerText()).toContain('sends nothing for a few seconds');
    await shown.push('till.changed', till({ connection: 'gateway-down' }));
    await expect.poll(() => at('connection-advice').innerText()).not.toContain('sends nothing');
  });

  test.each([
    [3_600_000, 'This computer’s clock is 60 minutes behind'],
    [-125_000, 'This computer’s clock is 2 minutes ahead'],
  ])('a clock that is off by %i ms is reported as long as it is', async (clockSkewMs, words) => {
    await shown.open({ till: till({ clockSkewMs }) });
    expect(await at('clock-skew').innerText()).toContain(words);
    expect(await at('clock-skew').innerText()).toContain('You can keep taking payments');
    expect(await at('clock-skew').innerText()).toContain('410');
    await shown.push('till.changed', till());
    await at('clock-skew').waitFor({ state: 'detached' });
  });

  test.each([
    ['terminal-shared', 'Another till uses this Terminal ID too', 'Give each till a Terminal ID of its own'],
    ['journal-copied', 'A copy of this till is taking payments', 'Keep one of the two'],
  ] as const)('another till that was met (%s) is reported as long as it is', async (code, title, advice) => {
    await shown.open({ till: till({ otherTill: { code, details: {} } }) });
    expect(await at('other-till').innerText()).toContain(title);
    expect(await at('other-till').innerText()).toContain('you may charge');
    expect(await at('other-till').innerText()).toContain(advice);
    await shown.push('till.changed', till());
    await at('other-till').waitFor({ state: 'detached' });
  });
});

describe('playing the customer in training', () => {
  test.each(['scan', 'pay', 'decline', 'walk-away', 'answer-lost'] as const)(
    '%s is sent to main',
    async (action) => {
      await shown.open({ till: { ...inTraining, current: payment() } });
      await at(`training-${action}`).click();
      await expect.poll(() => shown.calls('training.act')).toEqual([{ action }]);
    },
  );

  test('one button cuts and restores the network, and shows the state from main', async () => {
    await shown.open({ till: inTraining });
    await at('training-network-down').click();
    await shown.push('till.changed', {
      ...inTraining,
      training: { network: 'down', losesNextAnswer: false, phone: null },
    });
    await at('training-network-up').click();
    await expect
      .poll(() => shown.calls('training.act'))
      .toEqual([{ action: 'network-down' }, { action: 'network-up' }]);
  });

  test('a response that is to be lost shows that it is, until a charge has lost it', async () => {
    await shown.open({
      till: { ...inTraining, training: { network: 'up', losesNextAnswer: true, phone: null } },
    });
    expect(await at('training-answer-lost').getAttribute('aria-pressed')).toBe('true');
    expect(await at('training-answer-lost').textContent()).toBe('Next response will be lost');
    await shown.push('till.changed', inTraining);
    await shown.page.getByText('Lose next response').waitFor();
    expect(await at('training-answer-lost').getAttribute('aria-pressed')).toBe('false');
  });

  test('the panel folds away, and leaves the card and the list in sight at the smallest size', async () => {
    await shown.size(1024, 600);
    await shown.open({ till: inTraining, history: [payment({ state: 'paid' })] });
    const inside = async (testid: string): Promise<boolean> =>
      at(testid).evaluate((element) => element.getBoundingClientRect().bottom <= innerHeight);
    for (const testid of ['payment-state', 'history-row', 'training-pay', 'charge'])
      expect(await inside(testid)).toBe(true);
    await at('training-fold').click();
    expect(await at('training-pay').count()).toBe(0);
  });
});
