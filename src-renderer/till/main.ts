import { mount } from 'svelte';
import { languageOf, loadTexts } from '#contract';
import { collectWhenQuiet } from '../state/health/collect-when-quiet.ts';
import Till from './Till.svelte';

// The computer's language, until main has said which language the till uses.
void loadTexts(languageOf(navigator.languages)).then(() => mount(Till, { target: document.body }));
collectWhenQuiet(window.countertop, 'till.changed', window, window.gc);
