/**
 * The bridge between a window and main: two functions; nothing else reaches a page. Calls that are too many or too
 * large stop here, so that a page that runs wild slows down only itself.
 */
import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '#contract';
import { CALL_LIMITS, countCalls, isWithin } from '#contract/call-limits.ts';

const limits = location.pathname.endsWith('/till.html') ? CALL_LIMITS.till : CALL_LIMITS.customer;
const mayCall = countCalls(limits, () => performance.now());
const refused = { ok: false, problem: { code: 'request-refused', details: {} } } as const;

const bridge: Bridge = {
  call: (name, input) =>
    mayCall() && isWithin([name, input], limits.size)
      ? (ipcRenderer.invoke('call', name, input) as Promise<never>)
      : Promise.resolve(refused),
  on: (name, listener) => {
    const relay = (_event: unknown, pushed: string, payload: unknown): void => {
      if (pushed === name) listener(payload as never);
    };
    ipcRenderer.on('push', relay);
    return () => ipcRenderer.off('push', relay);
  },
};

contextBridge.exposeInMainWorld('countertop', bridge);
