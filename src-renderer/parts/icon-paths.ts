/** Strokes on a 24 × 24 ground, drawn for this till. */
export const ICON_PATHS = {
  sale: 'M7 3h10a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1z M9.5 7h5 M9.5 12h.01 M14.5 12h.01 M9.5 16.5h.01 M14.5 16.5h.01',
  settings:
    'M4 8h8 M18 8h2 M15 5a3 3 0 1 0 0 6a3 3 0 0 0 0-6z M4 16h2 M12 16h8 M9 13a3 3 0 1 0 0 6a3 3 0 0 0 0-6z',
  shop: 'M4.5 10.5V20h15v-9.5 M3 10.5L5.5 4h13L21 10.5z M10 20v-5.5h4V20',
  ready: 'M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17z',
  sending: 'M12 20V5 M6 11l6-6l6 6',
  code: 'M4 4h6v6H4z M14 4h6v6h-6z M4 14h6v6H4z M14 14h2 M20 14v3 M14 18v2h2 M19 20h1',
  phone: 'M8 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1z M11 17.5h2',
  tick: 'M4 12.5l5.5 5.5L20 7',
  cross: 'M6 6l12 12 M18 6L6 18',
  stop: 'M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17z M8 12h8',
  hourglass:
    'M6 3.5h12 M6 20.5h12 M7.5 3.5c0 5 3 6 4.5 8.5c1.5-2.5 4.5-3.5 4.5-8.5 M7.5 20.5c0-5 3-6 4.5-8.5c1.5 2.5 4.5 3.5 4.5 8.5',
  question: 'M8 8.5a4 4 0 1 1 5.8 3.55c-1.2.6-1.8 1.3-1.8 2.95 M12 19.5h.01',
  eye: 'M2.5 12c2.5-4.3 5.7-6.5 9.5-6.5s7 2.2 9.5 6.5c-2.5 4.3-5.7 6.5-9.5 6.5s-7-2.2-9.5-6.5z M12 9.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5z',
  warning: 'M12 4l9 16H3z M12 10v4.5 M12 17.3h.01',
  soundOn: 'M4 9.5h3.5L12 5.5v13l-4.5-4H4z M15.5 9a4.2 4.2 0 0 1 0 6 M18 6.5a7.8 7.8 0 0 1 0 11',
  soundOff: 'M4 9.5h3.5L12 5.5v13l-4.5-4H4z M16 9.5l5 5 M21 9.5l-5 5',
  back: 'M19 12H5 M11 6l-6 6l6 6',
  download: 'M12 4v11 M7 10.5l5 5l5-5 M4.5 20h15',
  folder: 'M3.5 6h6l2 2.5h9V19h-17z',
  down: 'M6 9.5l6 6l6-6',
  up: 'M6 14.5l6-6l6 6',
  scanner: 'M4 6v12 M7.5 6v12 M10.5 6v12 M14.5 6v12 M17 6v12 M20 6v12',
} as const;

export type IconName = keyof typeof ICON_PATHS;
