import type { Slip } from '#domain/print/slip.ts';
import type { Printed, PrintJob, PrintSlip } from '#services/print/print-ports.ts';
import type { PrintQueuePorts } from '#services/print/print-queue.ts';

/** A printer that prints at once, until a test says otherwise. */
export const scriptedPrinter = () => {
  const printed: Slip[] = [];
  const script: { behave: (job: PrintJob) => Printed | Promise<Printed> } = {
    behave: () => ({ printed: true }),
  };
  const print: PrintSlip = async (job) => {
    const ended = await script.behave(job);
    if (!ended.printed) return ended;
    job.onReached();
    printed.push(job.slip);
    return ended;
  };
  const printers: PrintQueuePorts['printers'] = { system: print, tcp: print, device: print };
  return { printed, printers, script };
};

/** The marks across each slip. */
export const marks = (slips: readonly Slip[]): readonly string[] =>
  slips.map(({ blocks }) => blocks.map((block) => (block.kind === 'banner' ? block.text : '')).join(''));
