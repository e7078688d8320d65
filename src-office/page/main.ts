import { mount } from 'svelte';
import Page from './Page.svelte';
import { chosenLanguage } from './words/chosen-language.ts';
import { setLanguage } from './words/text.svelte.ts';

void setLanguage(chosenLanguage()).then(() => mount(Page, { target: document.body }));
