import { describe } from 'vitest';
import { everyEnding } from './every-ending.ts';

describe('on one display', everyEnding);
