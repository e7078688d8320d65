// @ts-check
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

/** @typedef {{ name: string, state: string }} Fuse `name` as in electron-builder.yml; `state` is mostly on or off */

/** Fuses that electron-builder.yml cannot set. Older Electrons lack them. */
const defaults = { wasmTrapHandlers: true };

const states = {
  [FuseState.ENABLE]: 'on',
  [FuseState.DISABLE]: 'off',
  [FuseState.REMOVED]: 'removed',
  [FuseState.INHERIT]: 'inherited',
};

/**
 * Reads a packaged program's fuses from its binary.
 * @param {string} executable
 * @returns {Promise<Fuse[]>} in order
 */
export async function readFuses(executable) {
  const wire = Object.entries(await getCurrentFuseWire(executable)).filter(([key]) => key !== 'version');
  return wire.map(([index, state]) => ({
    name: nameOf(Number(index)),
    state: states[/** @type {FuseState} */ (state)] ?? String(state),
  }));
}

/** @param {number} index @returns {string} e.g. `runAsNode` */
function nameOf(index) {
  const name = FuseV1Options[index] ?? `number ${index}`;
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/**
 * Checks every fuse. One that is not configured is also a fault: a newer Electron has added it.
 * @param {readonly Fuse[]} wire
 * @param {Readonly<Record<string, boolean>>} wanted
 * @returns {string[]} a sentence for each fault
 */
export function fuseFaults(wire, wanted) {
  const names = new Set(wire.map(({ name }) => name));
  const missing = Object.keys(wanted).filter((name) => !names.has(name));
  /** @type {Record<string, boolean>} */
  const expected = { ...defaults, ...wanted };
  return [
    ...missing.map((name) => `this Electron has no fuse ${name}`),
    ...wire.flatMap(({ name, state }) => {
      if (expected[name] === undefined) return [`the fuse ${name} is ${state} but not configured`];
      const wantedState = expected[name] ? 'on' : 'off';
      return state === wantedState ? [] : [`${name} is ${state} and should be ${wantedState}`];
    }),
  ];
}

/** @param {readonly Fuse[]} wire @returns {string} one line */
export const describeFuses = (wire) => wire.map(({ name, state }) => `${name} ${state}`).join(', ');
