import type { HealthView } from '#contract';
import { DISK_KINDS, DISK_LIMITS, perLanguage, text } from '#contract';
import { sizeWords } from './size-words.ts';

type Line = readonly [name: string, value: string];

const inUnit = perLanguage((tag) => {
  const of = (unit: 'second' | 'minute' | 'hour'): Intl.NumberFormat =>
    new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 });
  return { second: of('second'), minute: of('minute'), hour: of('hour') };
});

/** '4.2 seconds'; from two minutes on in minutes, from two hours on in hours. */
const spanWords = (ms: number): string => {
  const seconds = ms / 1000;
  if (seconds < 120) return inUnit().second.format(seconds);
  const minutes = seconds / 60;
  return minutes < 120 ? inUnit().minute.format(minutes) : inUnit().hour.format(minutes / 60);
};

const spanOrNotYet = (ms: number | null): string =>
  ms === null ? text('health.start.not-yet') : spanWords(ms);

export const startFacts = ({ start }: HealthView): readonly Line[] => [
  [text('health.start.computer'), spanWords(start.computerOnFor)],
  [text('health.start.opened'), spanWords(start.openedAfter)],
  [text('health.start.ready'), spanOrNotYet(start.readyAfter)],
  [text('health.start.charged'), spanOrNotYet(start.chargedAfter)],
  [text('health.start.auto'), text(`settings.value.${start.autoStart.isSet ? 'on' : 'off'}`)],
];

export const diskFacts = ({ diskUse }: HealthView): readonly Line[] =>
  diskUse === null
    ? []
    : DISK_KINDS.map((kind) => {
        const size = sizeWords(diskUse[kind]);
        const limit = DISK_LIMITS[kind];
        const isOver = limit !== null && diskUse[kind] > limit;
        const words = isOver ? text('health.disk.more', { size, limit: sizeWords(limit) }) : size;
        return [text(`health.disk.${kind}`), words] as const;
      });
