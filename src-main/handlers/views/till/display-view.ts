import type { DisplayView } from '#contract/views/display-views.ts';
import type { KioskDesk } from '#services/computer/kiosk-desk.ts';
import type { DisplayWatch } from '#services/display/display-watch.ts';

export interface ShownDisplay {
  readonly displayWatch: Pick<DisplayWatch, 'health'>;
  readonly kiosk: Pick<KioskDesk, 'state'>;
}

export const displayView = ({ displayWatch, kiosk }: ShownDisplay): DisplayView => ({
  ...displayWatch.health,
  kiosk: kiosk.state,
});
