import { mount } from 'svelte';
import { collectWhenQuiet } from '../state/health/collect-when-quiet.ts';
import Customer from './Customer.svelte';

mount(Customer, { target: document.body });
collectWhenQuiet(window.countertop, 'customer.changed', window, window.gc);
