import type { ChangeEvents, ChangeName, Changes } from '#services/changes.ts';

/** What is emitted under a name from now on, in order; undefined for each change that carries nothing. */
export const recorded = <N extends ChangeName>(changes: Changes, name: N): ChangeEvents[N][0][] => {
  const emitted: ChangeEvents[N][0][] = [];
  changes.on(name, (...[what]: ChangeEvents[N]) => void emitted.push(what));
  return emitted;
};
