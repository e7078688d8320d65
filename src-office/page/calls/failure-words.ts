import type { SignInRefused } from '../../views/sign-in-views.ts';
import { text } from '../words/text.svelte.ts';
import type { Failure } from './ask.ts';

const WHYS: readonly SignInRefused['why'][] = [
  'wrong',
  'wrong-code',
  'expired-code',
  'locked',
  'weak-password',
  'name-taken',
];

const field = (body: unknown, name: string): unknown =>
  typeof body === 'object' && body !== null
    ? Object.entries(body).find(([key]) => key === name)?.[1]
    : undefined;

const MINUTE = 60_000;

/** What happened and what helps, in one or two sentences. */
export const failureWords = (failure: Failure): string => {
  switch (failure.kind) {
    case 'gone':
      return text('problem.gone');
    case 'signed-out':
      return text('problem.signed-out');
    case 'refused': {
      const reason = field(failure.body, 'why');
      const why = WHYS.find((one) => one === reason);
      const waitMs = Number(field(failure.body, 'waitMs') ?? 0);
      if (why) return text(`problem.${why}`, { minutes: Math.max(1, Math.ceil(waitMs / MINUTE)) });
      if (reason === 'known-gateway') return text('problem.known-gateway');
      if (failure.status === 404) return text('problem.not-found');
      if (failure.status === 429) return text('problem.too-many');
      return text(failure.status === 403 ? 'problem.forbidden' : 'problem.refused');
    }
    default:
      return failure satisfies never;
  }
};
