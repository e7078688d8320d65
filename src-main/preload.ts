/** The bridge between a window and main: two functions; nothing else reaches a page. */
import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '#contract';

const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke('call', name, input) as Promise<never>,
  on: (name, listener) => {
    const relay = (_event: unknown, pushed: string, payload: unknown): void => {
      if (pushed === name) listener(payload as never);
    };
    ipcRenderer.on('push', relay);
    return () => ipcRenderer.off('push', relay);
  },
};

contextBridge.exposeInMainWorld('countertop', bridge);
