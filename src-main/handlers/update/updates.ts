/** Calls about updates of the program. */
import type { ProblemCode, Reply } from '#contract/problem.ts';
import { problem, refuse } from '#contract/problem.ts';
import type { UpdateView } from '#contract/views/set-up/update-views.ts';
import type { Log } from '#services/ports.ts';
import type { InstallRefusal } from '#services/update/install-update.ts';
import type { UpdateDesk } from '#services/update/update-desk.ts';
import type { AboutHandlerPorts } from '#handlers/set-up/about.ts';
import type { Handlers } from '#handlers/handlers.ts';
import { done } from '#handlers/handlers.ts';

export interface UpdateHandlerPorts extends Pick<AboutHandlerPorts, 'program'> {
  readonly updateDesk: UpdateDesk;
  readonly log: Log;
}

const stageOf = ({ canInstall, isOn, state }: UpdateDesk): UpdateView['stage'] => {
  if (!canInstall) return 'by-hand';
  return isOn ? state.stage : 'off';
};

const updateView = ({ updateDesk, program }: UpdateHandlerPorts): UpdateView => {
  const { state, waitsForClose, isChecking, checkedAt, fault } = updateDesk;
  return {
    version: program.version,
    stage: stageOf(updateDesk),
    offered: state.stage === 'none' ? '' : state.offer.version,
    waitsForClose,
    isChecking,
    checkedAt,
    problem: fault && problem(fault),
  };
};

/** The problem code for a refusal that is not itself a problem code. */
const CODES: Readonly<Record<Exclude<InstallRefusal, ProblemCode>, ProblemCode>> = {
  'update-none': 'request-refused',
  'day-open': 'request-refused',
  charging: 'update-unresolved',
  unresolved: 'update-unresolved',
  exporting: 'update-exporting',
};

const isRenamed = (refusal: InstallRefusal): refusal is keyof typeof CODES => refusal in CODES;

const replyTo = (refusal: InstallRefusal | null): Reply<Record<string, never>> =>
  refusal === null ? done : refuse(isRenamed(refusal) ? CODES[refusal] : refusal);

export const updateHandlers = (ports: UpdateHandlerPorts) =>
  ({
    'updates.read': () => ({ ok: true, value: updateView(ports) }),
    'updates.check': () => {
      ports.updateDesk
        .check()
        .catch((error: unknown) => ports.log.error('looking for updates failed', { error }));
      return done;
    },
    'updates.install': async ({ when }, acting) => {
      if (when === 'now') return replyTo(await ports.updateDesk.installNow(acting));
      return ports.updateDesk.installAfterClose(acting) ? done : refuse('request-refused');
    },
  }) satisfies Partial<Handlers>;
