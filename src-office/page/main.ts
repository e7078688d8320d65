import { mount } from 'svelte';
import Page from './Page.svelte';
import { chosenLanguage } from './words/chosen-language.ts';
import { speak } from './words/text.svelte.ts';

void speak(chosenLanguage()).then(() => mount(Page, { target: document.body }));
