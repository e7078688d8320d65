/** Every call of the contract: one service call, one view. */
import { refuse } from '#contract/problem.ts';
import type { GuardedHandlers } from './guard.ts';
import { dayHandlers } from './day.ts';
import { exportAtClose, exportHandlers } from './export.ts';
import { paymentHandlers } from './payments.ts';
import type { HandlerPorts } from './ports.ts';
import { done } from './ports.ts';
import { printingHandlers } from './printing.ts';
import { reconciliationHandlers } from './reconciliation.ts';
import { refundHandlers } from './refunds.ts';
import { settingsHandlers } from './settings.ts';
import { staffHandlers } from './staff.ts';
import { customerSnapshot, tillSnapshot } from '#handlers/views/snapshot.ts';

const trainingHandler =
  ({ station, showTill }: HandlerPorts): GuardedHandlers['training.act'] =>
  async ({ action }) => {
    const { training, desk } = station();
    if (!training) return refuse('request-refused');
    if (action === 'network-down' || action === 'network-up') {
      await training.setNetwork(action === 'network-down' ? 'down' : 'up');
      showTill();
    } else if (action === 'answer-lost') {
      training.loseNextAnswer();
    } else if (!desk.current || !training.act(desk.current.reference, action)) {
      return refuse('payment-not-found');
    }
    return done;
  };

export const makeHandlers = (ports: HandlerPorts): GuardedHandlers => ({
  ...paymentHandlers(ports, ports.settingsStore),
  ...settingsHandlers(ports),
  ...refundHandlers(ports, ports.settingsStore),
  ...dayHandlers({ ...ports, onClosed: (closed) => exportAtClose(ports, closed) }),
  ...reconciliationHandlers(ports),
  ...exportHandlers(ports),
  ...staffHandlers(ports),
  ...printingHandlers(() => ports.station().printing, ports.listPrinters),
  'till.snapshot': () => ({ ok: true, value: tillSnapshot(ports) }),
  'customer.snapshot': () => ({ ok: true, value: customerSnapshot(ports.station()) }),
  'journal.dismissNotice': () => {
    ports.station().dismissJournalNotice();
    ports.showTill();
    return done;
  },
  'training.act': trainingHandler(ports),
});
