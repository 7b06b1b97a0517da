import { LoyaltyClient } from '@loyalty/client';
import { caller } from './engine';

/**
 * The same engine as it speaks by itself, for pages that listen. One that says `data-hidden="pauses"` is not connected while nobody can
 * see it.
 */
export const live = new LoyaltyClient('', { ...caller, pausesWhenHidden: document.documentElement.dataset['hidden'] === 'pauses' });
